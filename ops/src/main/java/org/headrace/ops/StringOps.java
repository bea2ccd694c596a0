package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.StringJoin;
import org.headrace.ops.strings.AsString;
import org.headrace.ops.strings.ReduceJoin;
import org.headrace.ops.strings.RegexFullMatch;
import org.headrace.ops.strings.RegexReplace;
import org.headrace.ops.strings.StaticRegexFullMatch;
import org.headrace.ops.strings.StaticRegexReplace;
import org.headrace.ops.strings.StringFormat;
import org.headrace.ops.strings.StringLength;
import org.headrace.ops.strings.StringLower;
import org.headrace.ops.strings.StringSplit;
import org.headrace.ops.strings.StringSplitV2;
import org.headrace.ops.strings.StringStrip;
import org.headrace.ops.strings.StringToHashBucket;
import org.headrace.ops.strings.StringToHashBucketFast;
import org.headrace.ops.strings.StringToHashBucketStrong;
import org.headrace.ops.strings.StringToNumber;
import org.headrace.ops.strings.StringUpper;
import org.headrace.ops.strings.Substr;

/** Strings: TensorFlow's {@code tf.strings}. A string is bytes; where letters count, UTF-8. */
public final class StringOps {
    private final Ops tf;

    StringOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * Strings of equal shapes joined element by element; scalars go with every element.
     *
     * @see StringJoin
     */
    public Output join(List<Output> inputs, String separator) {
        return tf.add(new StringJoin(separator), inputs.toArray(new Output[0]));
    }

    /**
     * Strings joined along axes, with {@code separator} between them; along all without any, in row-major order. Of several
     * axes the first that is named goes fastest.
     *
     * @see ReduceJoin
     */
    public Output reduceJoin(Output inputs, String separator, int... axis) {
        return reduceJoin(inputs, separator, false, axis);
    }

    /** The same; joined axes stay as 1 if {@code keepDims}. */
    public Output reduceJoin(Output inputs, String separator, boolean keepDims, int... axis) {
        ReduceJoin type = new ReduceJoin(keepDims, separator);
        if (axis.length == 0 && !inputs.shape().hasRank()) {
            Output rank = tf.rank(inputs);
            return tf.add(type, inputs, tf.range(tf.withName("sub").sub(rank, 1), tf.constant(-1), tf.constant(-1)));
        }
        int[] along = axis.length > 0 ? axis : new int[inputs.shape().rank()];
        for (int i = 0; i < along.length && axis.length == 0; i++) {
            along[i] = along.length - 1 - i;
        }
        Ops s = tf.scoped("ReduceJoin");
        return s.finish(type, inputs, s.constant(Tensor.of(along), "reduction_indices"));
    }

    /** The pieces of strings as a sparse matrix. */
    private static SparseOutput pieces(Output first) {
        Op op = first.op();
        return new SparseOutput(op.output(0), op.output(1), op.output(2));
    }

    /**
     * A vector of strings, each cut at each {@code sep}, at white space if it is empty: Python's {@code str.split}.
     *
     * @see StringSplitV2
     */
    public SparseOutput split(Output input, String sep) {
        return split(input, sep, -1);
    }

    /** The same with a limit of cuts in each string; negative for none. */
    public SparseOutput split(Output input, String sep, int maxsplit) {
        Ops s = tf.scoped("StringSplitV2");
        return pieces(s.finish(new StringSplitV2(maxsplit), input, s.constant(Tensor.of(sep), "sep")));
    }

    /**
     * A vector of strings, each cut at every one of the bytes of {@code delimiter}, between all bytes if it is empty; empty
     * pieces are left out if {@code skipEmpty}. TensorFlow's {@code tf.string_split}.
     *
     * @see StringSplit
     */
    public SparseOutput stringSplit(Output source, String delimiter, boolean skipEmpty) {
        Ops s = tf.scoped("StringSplit");
        return pieces(s.finish(new StringSplit(skipEmpty), source, s.constant(Tensor.of(delimiter), "delimiter")));
    }

    /**
     * The lengths of strings in bytes, int32.
     *
     * @see StringLength
     */
    public Output length(Output input) {
        return length(input, "BYTE");
    }

    /** The lengths in {@code "BYTE"} or {@code "UTF8_CHAR"}. */
    public Output length(Output input, String unit) {
        return tf.add(new StringLength(unit), input);
    }

    /**
     * Strings with their ASCII letters in lower case.
     *
     * @see StringLower
     */
    public Output lower(Output input) {
        return lower(input, "");
    }

    /** Strings in lower case; {@code encoding} is {@code ""} or {@code "utf-8"}. */
    public Output lower(Output input, String encoding) {
        return tf.add(new StringLower(encoding), input);
    }

    /**
     * Strings with their ASCII letters in upper case.
     *
     * @see StringUpper
     */
    public Output upper(Output input) {
        return upper(input, "");
    }

    /** Strings in upper case; {@code encoding} is {@code ""} or {@code "utf-8"}. */
    public Output upper(Output input, String encoding) {
        return tf.add(new StringUpper(encoding), input);
    }

    /**
     * Strings without white space at either end.
     *
     * @see StringStrip
     */
    public Output strip(Output input) {
        return tf.add(new StringStrip(), input);
    }

    /**
     * The bytes of each string from {@code pos} on, at most {@code len} of them; a negative position counts from the end. One
     * outside of a string is an error.
     *
     * @see Substr
     */
    public Output substr(Output input, int pos, int len) {
        Ops s = tf.scoped("Substr");
        Output from = s.constant(Tensor.of(pos), "pos");
        return s.finish(new Substr("BYTE"), input, from, s.constant(Tensor.of(len), "len"));
    }

    /** The same with computed limits of one shape, which is broadcast, in {@code "BYTE"} or {@code "UTF8_CHAR"}. */
    public Output substr(Output input, Output pos, Output len, String unit) {
        return tf.add(new Substr(unit), input, pos, len);
    }

    /**
     * Strings with every match of {@code pattern}, a regular expression of RE2, replaced; {@code \0} to {@code \9} in
     * {@code rewrite} are the match and its groups.
     *
     * @see StaticRegexReplace
     */
    public Output regexReplace(Output input, String pattern, String rewrite) {
        return regexReplace(input, pattern, rewrite, true);
    }

    /** The same; the first match alone if not {@code replaceGlobal}. */
    public Output regexReplace(Output input, String pattern, String rewrite, boolean replaceGlobal) {
        return tf.add(new StaticRegexReplace(pattern, rewrite, replaceGlobal), input);
    }

    /**
     * The same with a computed pattern and rewrite, scalars.
     *
     * @see RegexReplace
     */
    public Output regexReplace(Output input, Output pattern, Output rewrite, boolean replaceGlobal) {
        return tf.add(new RegexReplace(replaceGlobal), input, pattern, rewrite);
    }

    /**
     * Whether each string matches {@code pattern}, a regular expression of RE2, from end to end.
     *
     * @see StaticRegexFullMatch
     */
    public Output regexFullMatch(Output input, String pattern) {
        return tf.add(new StaticRegexFullMatch(pattern), input);
    }

    /**
     * The same with a computed pattern, a scalar.
     *
     * @see RegexFullMatch
     */
    public Output regexFullMatch(Output input, Output pattern) {
        return tf.add(new RegexFullMatch(), input, pattern);
    }

    /**
     * Numbers as text: whole ones as they are, floating ones as C's {@code %f}, bools as {@code true} and {@code false}.
     *
     * @see AsString
     */
    public Output asString(Output input) {
        return asString(input, -1, false, false, -1, "");
    }

    /** The same with so many digits (negative: six), as {@code %e} or {@code %g}, and filled up to a width. */
    public Output asString(Output input, int precision, boolean scientific, boolean shortest, int width, String fill) {
        return tf.add(new AsString(precision, scientific, shortest, width, fill), input);
    }

    /**
     * The numbers that strings say, as float32, float64, int32 or int64; one that says none is an error.
     *
     * @see StringToNumber
     */
    public Output toNumber(Output input, DType outType) {
        return tf.add(new StringToNumber(outType), input);
    }

    /**
     * The bucket of each string, int64 in 0 to {@code numBuckets - 1}, by a fast hash that stays the same.
     *
     * @see StringToHashBucketFast
     */
    public Output toHashBucketFast(Output input, long numBuckets) {
        return tf.add(new StringToHashBucketFast(numBuckets), input);
    }

    /**
     * The bucket of each string by a keyed hash; {@code key} is two numbers.
     *
     * @see StringToHashBucketStrong
     */
    public Output toHashBucketStrong(Output input, long numBuckets, long... key) {
        List<Long> numbers = Arrays.stream(key).boxed().toList();
        return tf.add(new StringToHashBucketStrong(numBuckets, numbers), input);
    }

    /**
     * The bucket of each string by TensorFlow's oldest hash.
     *
     * @see StringToHashBucket
     */
    public Output toHashBucket(Output stringTensor, long numBuckets) {
        return tf.add(new StringToHashBucket(numBuckets), stringTensor);
    }

    /**
     * {@code template} with values in place of each {@code {}}, three elements shown at either end of each dimension.
     *
     * @see StringFormat
     */
    public Output format(String template, Output... inputs) {
        return format(template, List.of(inputs), "{}", 3);
    }

    /** The same with another placeholder and number of elements; -1 shows all. */
    public Output format(String template, List<Output> inputs, String placeholder, int summarize) {
        return tf.add(new StringFormat(template, placeholder, summarize), inputs.toArray(new Output[0]));
    }
}
