package org.headrace.autodiff.cases;

import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.COMPLEX64;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;
import static org.headrace.core.DType.STRING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.SparseOutput;

/** Rows of the ops on strings. */
final class StringCases {
    private static final String[] WORDS = {
        "", "a", "Hello, World", "  héllo wörld \t", "a,b;;c", "日本語 text", "x".repeat(5)
    };

    private final List<OpCase> rows = new ArrayList<>();

    private StringCases() {}

    static List<OpCase> rows() {
        StringCases cases = new StringCases();
        cases.words();
        cases.splitting();
        cases.patterns();
        cases.hashes();
        cases.numbers();
        cases.joining();
        return cases.rows;
    }

    private void row(String name, OpCase.One build, Object... inputs) {
        rows.add(OpCase.of(name, build, inputs).asGiven().notDifferentiable().exact());
    }

    private void words() {
        for (String unit : List.of("BYTE", "UTF8_CHAR")) {
            row("StringLength/" + unit, (tf, in) -> tf.strings.length(in.get(0), unit), (Object) WORDS);
        }
        row("StringLength/nothing", (tf, in) -> tf.strings.length(in.get(0)), Tensor.zeros(STRING, Shape.of(0, 2)));
        row("StringLength/scalar", (tf, in) -> tf.strings.length(in.get(0)), "four");
        for (String encoding : List.of("", "utf-8")) {
            row("StringLower/" + encoding, (tf, in) -> tf.strings.lower(in.get(0), encoding), (Object)
                    new String[] {"ABC xyz @[`{", "ÉÀ ÑandX", ""});
            row("StringUpper/" + encoding, (tf, in) -> tf.strings.upper(in.get(0), encoding), (Object)
                    new String[] {"ABC xyz @[`{", "éà ñandX", ""});
        }
        row("StringStrip", (tf, in) -> tf.strings.strip(in.get(0)), (Object)
                new String[] {"  a b ", "\t\n\u000b\f\r x", "   ", "", "y"});
        for (boolean pad : new boolean[] {true, false}) {
            row("EncodeBase64/" + (pad ? "filled" : "bare"), (tf, in) -> tf.io.encodeBase64(in.get(0), pad), (Object)
                    WORDS);
            row(
                    "DecodeBase64/" + (pad ? "filled" : "bare"),
                    (tf, in) -> tf.io.decodeBase64(tf.io.encodeBase64(in.get(0), pad)),
                    (Object) WORDS);
        }
        String[][] texts = {{"ten", "eleven", "twelve"}, {"thirteen", "fourteen", "fünfzehn"}};
        row("Substr", (tf, in) -> tf.strings.substr(in.get(0), 1, 2), (Object) texts);
        row("Substr/from the end", (tf, in) -> tf.strings.substr(in.get(0), -3, 2), (Object) texts);
        row("Substr/longer", (tf, in) -> tf.strings.substr(in.get(0), 3, 100), (Object) texts);
        row(
                "Substr/each",
                (tf, in) -> tf.strings.substr(
                        in.get(0),
                        tf.constant(new int[][] {{0, 1, 2}, {3, 2, 1}}),
                        tf.constant(new int[][] {{2, 1, 0}, {4, 3, 20}}),
                        "BYTE"),
                (Object) texts);
        row(
                "Substr/broadcast",
                (tf, in) -> tf.strings.substr(
                        in.get(0), tf.constant(new long[] {0, 1, 2}), tf.constant(new long[] {2, 3, 1}), "BYTE"),
                (Object) texts);
        row(
                "Substr/one string",
                (tf, in) -> tf.strings.substr(
                        in.get(0), tf.constant(new int[] {0, 1, 2}), tf.constant(new int[] {2, 3, 1}), "BYTE"),
                "abcdefg");
        String[] letters = {"日本語です", "héllo", "añb"};
        row(
                "Substr/letters",
                (tf, in) -> tf.strings.substr(in.get(0), tf.constant(1), tf.constant(2), "UTF8_CHAR"),
                (Object) letters);
        row(
                "Substr/letters from the end",
                (tf, in) -> tf.strings.substr(in.get(0), tf.constant(-2), tf.constant(1), "UTF8_CHAR"),
                (Object) letters);
        row(
                "Substr/more letters",
                (tf, in) -> tf.strings.substr(in.get(0), tf.constant(-2), tf.constant(10), "UTF8_CHAR"),
                (Object) letters);
    }

    private static List<Output> list(SparseOutput pieces) {
        return List.of(pieces.indices(), pieces.values(), pieces.denseShape());
    }

    private void splitting() {
        for (String delimiter : List.of(" ", ",;", "", "l")) {
            for (boolean skip : new boolean[] {true, false}) {
                rows.add(OpCase.many(
                                "StringSplit/" + (skip ? "" : "all ") + "'" + delimiter + "'",
                                (tf, in) -> list(tf.strings.stringSplit(in.get(0), delimiter, skip)),
                                (Object) WORDS)
                        .asGiven()
                        .notDifferentiable()
                        .exact());
            }
        }
        String[] texts = {"1<>2<>3", "<>4<>5<><>6<>", "", "  a  b c ", "   "};
        for (String sep : List.of("<>", "", " ", "zz")) {
            for (int most : new int[] {-1, 0, 1, 2}) {
                rows.add(OpCase.many(
                                "StringSplitV2/'" + sep + "' " + most,
                                (tf, in) -> list(tf.strings.split(in.get(0), sep, most)),
                                (Object) texts)
                        .asGiven()
                        .notDifferentiable()
                        .exact());
            }
        }
        rows.add(OpCase.many(
                        "StringSplitV2/nothing",
                        (tf, in) -> list(tf.strings.split(in.get(0), "")),
                        Tensor.zeros(STRING, Shape.of(0)))
                .asGiven()
                .notDifferentiable()
                .exact());
    }

    private void patterns() {
        String[] texts = {"", "abc", "aabbcc", "foo.bar_baz 12-34", "héllo\nwörld\n", "[x] && ]y[", "ABC abc", "日本"};
        String[] patterns = {
            "a*",
            "b+",
            "[a-z]+",
            ".",
            "^",
            "$",
            "\\bb",
            "(?i)abc",
            "[[:alpha:]]+",
            "\\d{2}",
            "(\\w+)\\W(\\w+)",
            "[]\\[&]",
            "\\Qo.b\\E",
            "(?P<first>a)(b)?",
            "(?s).+",
            "(?m)^w.*$",
            "a|b|",
            "\\pL",
            "\\s+",
            "[^a-c]"
        };
        for (String pattern : patterns) {
            row(
                    "RegexReplace/" + pattern,
                    (tf, in) ->
                            tf.strings.regexReplace(in.get(0), tf.constant(pattern), tf.constant("<\\0|\\1>"), true),
                    (Object) texts);
            row(
                    "RegexFullMatch/" + pattern,
                    (tf, in) -> tf.strings.regexFullMatch(in.get(0), tf.constant(pattern)),
                    (Object) texts);
        }
        row(
                "RegexReplace/first",
                (tf, in) -> tf.strings.regexReplace(in.get(0), tf.constant("[a-b]"), tf.constant("\\\\"), false),
                (Object) texts);
        row("StaticRegexReplace", (tf, in) -> tf.strings.regexReplace(in.get(0), "(.)b", "\\1x"), (Object) texts);
        row("StaticRegexReplace/first", (tf, in) -> tf.strings.regexReplace(in.get(0), "[a-z]", "-", false), (Object)
                texts);
        row("StaticRegexFullMatch", (tf, in) -> tf.strings.regexFullMatch(in.get(0), "a.*c"), (Object) texts);
    }

    private void hashes() {
        String[] all = new String[140];
        for (int i = 0; i < all.length; i++) {
            all[i] = "TheQuickBrownFöx0123456789".repeat(6).substring(i % 7, i % 7 + i);
        }
        row("StringToHashBucketFast", (tf, in) -> tf.strings.toHashBucketFast(in.get(0), Long.MAX_VALUE), (Object) all);
        row("StringToHashBucketFast/ten", (tf, in) -> tf.strings.toHashBucketFast(in.get(0), 10), (Object) all);
        row("StringToHashBucket", (tf, in) -> tf.strings.toHashBucket(in.get(0), Long.MAX_VALUE), (Object) all);
        row("StringToHashBucket/ten", (tf, in) -> tf.strings.toHashBucket(in.get(0), 10), (Object) all);
        row(
                "StringToHashBucketStrong",
                (tf, in) -> tf.strings.toHashBucketStrong(in.get(0), Long.MAX_VALUE, 98765, 132),
                (Object) all);
        row("StringToHashBucketStrong/ten", (tf, in) -> tf.strings.toHashBucketStrong(in.get(0), 10, -1, 5), (Object)
                all);
    }

    private void numbers() {
        double[] values = {
            0,
            -0.0,
            1,
            -1.5,
            0.1,
            123456789,
            1e-7,
            2.5e20,
            0.000123456,
            99999.95,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.5,
            1.0000005
        };
        for (DType dtype : new DType[] {FLOAT32, FLOAT64}) {
            Tensor x = dtype == FLOAT64
                    ? Tensor.of(values)
                    : Tensor.of(Tensor.of(values).toFloatArray());
            row("AsString/" + dtype, (tf, in) -> tf.strings.asString(in.get(0)), x);
            row("AsString/precise " + dtype, (tf, in) -> tf.strings.asString(in.get(0), 10, false, false, -1, ""), x);
            row("AsString/rounded " + dtype, (tf, in) -> tf.strings.asString(in.get(0), 0, false, false, -1, ""), x);
            row("AsString/scientific " + dtype, (tf, in) -> tf.strings.asString(in.get(0), 2, true, false, -1, ""), x);
            row("AsString/shortest " + dtype, (tf, in) -> tf.strings.asString(in.get(0), -1, false, true, -1, ""), x);
            row("AsString/shortest 3 " + dtype, (tf, in) -> tf.strings.asString(in.get(0), 3, false, true, -1, ""), x);
            for (String fill : List.of("", "0", " ", "-", "+")) {
                row(
                        "AsString/filled by '" + fill + "' " + dtype,
                        (tf, in) -> tf.strings.asString(in.get(0), 2, false, false, 9, fill),
                        x);
            }
        }
        row("AsString/int32", (tf, in) -> tf.strings.asString(in.get(0)), Tensor.of(INT32, new int[] {
            0, -5, Integer.MIN_VALUE
        }));
        row(
                "AsString/int32 filled",
                (tf, in) -> tf.strings.asString(in.get(0), -1, false, false, 6, "0"),
                Tensor.of(INT32, new int[] {0, -5, 1234567}));
        row("AsString/int64", (tf, in) -> tf.strings.asString(in.get(0)), Tensor.of(INT64, new long[] {
            0, -5, Long.MIN_VALUE
        }));
        row("AsString/int16", (tf, in) -> tf.strings.asString(in.get(0)), Tensor.of(INT16, new int[] {0, -5}));
        row("AsString/int8", (tf, in) -> tf.strings.asString(in.get(0)), Tensor.of(INT8, new int[] {0, -5}));
        row("AsString/bool", (tf, in) -> tf.strings.asString(in.get(0)), Tensor.of(BOOL, new boolean[] {true, false}));
        row(
                "AsString/complex64",
                (tf, in) -> tf.strings.asString(in.get(0)),
                Tensor.wrap(COMPLEX64, Shape.of(2), new float[] {1, -2.5f, 0, 3}));
        String[] reals = {
            "0",
            "-1.5",
            " 3.25 ",
            "1e10",
            "-.5",
            "7.",
            "1E-3",
            "inf",
            "-INF",
            "+2",
            "\t4\n",
            "0.1",
            "123456789.123456789",
            "1e-50",
            "1e50",
            "0x1A"
        };
        row("StringToNumber/float32", (tf, in) -> tf.strings.toNumber(in.get(0), FLOAT32), (Object) reals);
        row("StringToNumber/float64", (tf, in) -> tf.strings.toNumber(in.get(0), FLOAT64), (Object) reals);
        String[] whole = {"0", "-15", " 3 ", "2147483647", "-2147483648", "007"};
        row("StringToNumber/int32", (tf, in) -> tf.strings.toNumber(in.get(0), INT32), (Object) whole);
        row("StringToNumber/int64", (tf, in) -> tf.strings.toNumber(in.get(0), INT64), (Object)
                new String[] {"0", "-9223372036854775808", " 3 ", "9223372036854775807"});
    }

    private void joining() {
        String[][][] texts = {{{"a", "b"}, {"c", "d"}, {"", "e"}}, {{"f", "g"}, {"h", "i"}, {"j", "k"}}};
        int[][] axes = {{0}, {1}, {-1}, {0, 1}, {1, 0}, {2, 0}, {}, {2, 1, 0}};
        for (int[] axis : axes) {
            String name = "ReduceJoin/" + Arrays.toString(axis);
            row(name, (tf, in) -> tf.strings.reduceJoin(in.get(0), "-", axis), (Object) texts);
            row(name + " kept", (tf, in) -> tf.strings.reduceJoin(in.get(0), "", true, axis), (Object) texts);
        }
        row(
                "ReduceJoin/nothing",
                (tf, in) -> tf.strings.reduceJoin(in.get(0), "-", 0),
                Tensor.zeros(STRING, Shape.of(0, 3)));
        row("ReduceJoin/scalar", (tf, in) -> tf.strings.reduceJoin(in.get(0), "-"), "x");
        float[][] matrix = new float[9][8];
        for (int i = 0; i < 72; i++) {
            matrix[i / 8][i % 8] = i / 7f;
        }
        row("StringFormat", (tf, in) -> tf.strings.format("x is {}!", in.get(0)), (Object) matrix);
        row(
                "StringFormat/all",
                (tf, in) -> tf.strings.format("%s and %s", List.of(in.get(0), in.get(0)), "%s", -1),
                (Object) new int[][][] {{{1, 2}}, {{3, 4}}});
        row("StringFormat/words", (tf, in) -> tf.strings.format("{}", in.get(0)), (Object) WORDS);
        row("StringFormat/scalar", (tf, in) -> tf.strings.format("{}", in.get(0)), 0.1);
        row("StringFormat/flags", (tf, in) -> tf.strings.format("{}", List.of(in.get(0)), "{}", 1), (Object)
                new boolean[] {true, false, true});
        row("StringFormat/none", (tf, in) -> tf.strings.format("no {{", List.of(), "{}", 1));
    }
}
