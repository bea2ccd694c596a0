package org.headrace.ops;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.io.DecodeCSV;
import org.headrace.ops.io.DecodeRaw;
import org.headrace.ops.io.DecodeWav;
import org.headrace.ops.io.EncodeWav;
import org.headrace.ops.io.MatchingFiles;
import org.headrace.ops.io.ParseTensor;
import org.headrace.ops.io.ReadFile;
import org.headrace.ops.io.SerializeTensor;
import org.headrace.ops.io.ShardedFilespec;
import org.headrace.ops.io.WriteFile;
import org.headrace.ops.strings.DecodeBase64;
import org.headrace.ops.strings.EncodeBase64;
import org.jspecify.annotations.Nullable;

/** Files, and what is written in them: TensorFlow's {@code tf.io}; of {@code tf.audio}, WAV. */
public final class IoOps {
    private final Ops tf;

    IoOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * Strings in Base64 that may stand in URLs, without filling.
     *
     * @see EncodeBase64
     */
    public Output encodeBase64(Output input) {
        return encodeBase64(input, false);
    }

    /** The same, filled up by {@code =} to a multiple of four if {@code pad}. */
    public Output encodeBase64(Output input, boolean pad) {
        return tf.add(new EncodeBase64(pad), input);
    }

    /**
     * What strings say in Base64 of URLs; another string is an error.
     *
     * @see DecodeBase64
     */
    public Output decodeBase64(Output input) {
        return tf.add(new DecodeBase64(), input);
    }

    /**
     * The bytes of strings, all equally long, as little-endian numbers along a new last dimension.
     *
     * @see DecodeRaw
     */
    public Output decodeRaw(Output bytes, DType outType) {
        return decodeRaw(bytes, outType, true);
    }

    /** The same in either order of bytes. */
    public Output decodeRaw(Output bytes, DType outType, boolean littleEndian) {
        return tf.add(new DecodeRaw(outType, littleEndian), bytes);
    }

    /**
     * The columns of CSV records, strings of any shape. {@code recordDefaults} has for each column a scalar or vector of its
     * dtype, float32, float64, int32, int64 or string: what stands for an empty field, or, if it has no element, that there
     * must be none.
     *
     * @see DecodeCSV
     */
    public List<Output> decodeCsv(Output records, List<Tensor> recordDefaults) {
        return decodeCsv(records, recordDefaults, ",", true, "", List.of());
    }

    /** The same with another delimiter, without quotes, with another empty field, of some of the columns, counted from 0. */
    public List<Output> decodeCsv(
            Output records,
            List<Tensor> recordDefaults,
            String fieldDelim,
            boolean useQuoteDelim,
            String naValue,
            List<Long> selectCols) {
        Ops s = tf.scoped("DecodeCSV");
        Output[] inputs = new Output[recordDefaults.size() + 1];
        inputs[0] = records;
        for (int i = 1; i < inputs.length; i++) {
            inputs[i] = s.constant(recordDefaults.get(i - 1), "record_defaults_" + (i - 1));
        }
        Op op = s.finish(new DecodeCSV(fieldDelim, useQuoteDelim, naValue, selectCols), inputs)
                .op();
        return op.outputs();
    }

    /**
     * A vector of strings, TensorFlow examples, as tensors by the features' names. They come in the names' order.
     *
     * @see org.headrace.ops.io.ParseExample
     */
    public ParsedExample parseExample(Output serialized, Map<String, FeatureSpec> features) {
        return ExampleParsing.parse(tf, serialized, features);
    }

    /**
     * One string, a TensorFlow example, as tensors by the features' names.
     *
     * @see org.headrace.ops.io.ParseSingleExample
     */
    public ParsedExample parseSingleExample(Output serialized, Map<String, FeatureSpec> features) {
        return ExampleParsing.parseSingle(tf, serialized, features);
    }

    /**
     * The tensor that the bytes of TensorFlow's {@code TensorProto} hold, of this dtype; another one is an error.
     *
     * @see ParseTensor
     */
    public Output parseTensor(Output serialized, DType outType) {
        return tf.add(new ParseTensor(outType), serialized);
    }

    /**
     * A tensor as the bytes of TensorFlow's {@code TensorProto}.
     *
     * @see SerializeTensor
     */
    public Output serializeTensor(Output tensor) {
        return tf.add(new SerializeTensor(), tensor);
    }

    /**
     * The bytes of the file of this name, a scalar.
     *
     * @see ReadFile
     */
    public Output readFile(Output filename) {
        return tf.add(new ReadFile(), filename);
    }

    /**
     * Writes one string into a file, whose folders are made.
     *
     * @see WriteFile
     */
    public Op writeFile(Output filename, Output contents) {
        return tf.addOp(new WriteFile(), filename, contents);
    }

    /**
     * The names of the files that match a pattern or one of several, with {@code *}, {@code ?} and {@code [..]}, sorted.
     *
     * @see MatchingFiles
     */
    public Output matchingFiles(Output pattern) {
        return tf.add(new MatchingFiles(), pattern);
    }

    /**
     * The pattern of the names of a file's shards, {@code basename-?????-of-00012}.
     *
     * @see ShardedFilespec
     */
    public Output shardedFilespec(Output basename, Output numShards) {
        return tf.add(new ShardedFilespec(), basename, numShards);
    }

    /** Sound: float32 {@code [samples, channels]}, and samples in a second, int32. */
    public record Wav(Output audio, Output sampleRate) {}

    /**
     * The sound that a string holds as WAV of 16 bits; -1 for as many channels and samples as there are.
     *
     * @see DecodeWav
     */
    public Wav decodeWav(Output contents, int desiredChannels, int desiredSamples) {
        Op op = tf.addOp(new DecodeWav(desiredChannels, desiredSamples), contents);
        return new Wav(op.output(0), op.output(1));
    }

    /**
     * Sound, float32 {@code [samples, channels]} in [-1, 1], as WAV of 16 bits.
     *
     * @see EncodeWav
     */
    public Output encodeWav(Output audio, Output sampleRate) {
        return tf.add(new EncodeWav(), audio, sampleRate);
    }

    /** How a feature of an example is read: TensorFlow's {@code FixedLenFeature} and {@code VarLenFeature}. */
    public sealed interface FeatureSpec {
        /** float32, int64 or string. */
        DType dtype();
    }

    /**
     * A feature of one shape in every example.
     *
     * @param defaultValue what stands for it where it is missing, of that shape; null if it must not be
     */
    public record FixedLenFeature(
            Shape shape, DType dtype, @Nullable Tensor defaultValue) implements FeatureSpec {
        /** Without a default. */
        public FixedLenFeature(Shape shape, DType dtype) {
            this(shape, dtype, null);
        }
    }

    /** A feature of any number of values: sparse. */
    public record VarLenFeature(DType dtype) implements FeatureSpec {}

    /**
     * A feature whose first dimension varies from example to example, filled up to the longest of the batch: TensorFlow's
     * {@code FixedLenSequenceFeature} with {@code allow_missing}.
     *
     * @param shape without the dimension that varies
     */
    public record FixedLenSequenceFeature(Shape shape, DType dtype) implements FeatureSpec {}

    /** The features by name, the dense ones and the sparse ones. */
    public record ParsedExample(Map<String, Output> dense, Map<String, SparseOutput> sparse) {}
}
