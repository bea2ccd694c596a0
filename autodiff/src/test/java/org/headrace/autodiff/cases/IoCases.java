package org.headrace.autodiff.cases;

import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.COMPLEX64;
import static org.headrace.core.DType.FLOAT16;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT16;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.INT8;
import static org.headrace.core.DType.STRING;
import static org.headrace.core.DType.UINT16;
import static org.headrace.core.DType.UINT8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.IoOps.FeatureSpec;
import org.headrace.ops.IoOps.FixedLenFeature;
import org.headrace.ops.IoOps.FixedLenSequenceFeature;
import org.headrace.ops.IoOps.ParsedExample;
import org.headrace.ops.IoOps.VarLenFeature;

/** Rows of the ops that read and write formats. */
final class IoCases {
    private static final DType[] RAW = {FLOAT16, FLOAT32, FLOAT64, INT32, UINT16, UINT8, INT16, INT8, INT64, COMPLEX64};

    private final List<OpCase> rows = new ArrayList<>();

    private IoCases() {}

    static List<OpCase> rows() {
        IoCases cases = new IoCases();
        cases.raw();
        cases.csv();
        cases.tensors();
        cases.examples();
        cases.sound();
        cases.pictures();
        return cases.rows;
    }

    private void row(String name, OpCase.One build, Object... inputs) {
        rows.add(OpCase.of(name, build, inputs).asGiven().notDifferentiable().exact());
    }

    private void rows(String name, OpCase.Build build, Object... inputs) {
        rows.add(OpCase.many(name, build, inputs).asGiven().notDifferentiable().exact());
    }

    private static Tensor strings(byte[]... values) {
        return Tensor.wrap(STRING, Shape.of(values.length), values);
    }

    private static Tensor string(byte[] value) {
        return Tensor.wrap(STRING, Shape.scalar(), new byte[][] {value});
    }

    private void raw() {
        byte[] first = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        byte[] second = new byte[16];
        for (int i = 0; i < 16; i++) {
            second[i] = (byte) (i * 29 + 100);
        }
        for (DType dtype : RAW) {
            row("DecodeRaw/" + dtype, (tf, in) -> tf.io.decodeRaw(in.get(0), dtype), strings(first, second));
            if (dtype.isComplex()) {
                continue; // TensorFlow 1.15 swaps the parts
            }
            row(
                    "DecodeRaw/big-endian " + dtype,
                    (tf, in) -> tf.io.decodeRaw(in.get(0), dtype, false),
                    strings(first, second));
        }
        row("DecodeRaw/bool", (tf, in) -> tf.io.decodeRaw(in.get(0), BOOL), string(new byte[] {0, 1, 1}));
        row(
                "DecodeRaw/empty strings",
                (tf, in) -> tf.io.decodeRaw(in.get(0), INT32),
                strings(new byte[0], new byte[0]));
        row(
                "DecodeRaw/no strings",
                (tf, in) -> tf.io.decodeRaw(in.get(0), INT32),
                Tensor.zeros(STRING, Shape.of(0, 2)));
    }

    private void csv() {
        String[] records = {"1,2.5,abc,7", "-3,,\"x,\"\"y\"\"\",", "NA,1e3, spaced ,9", "0,0,\"\",-1"};
        List<Tensor> defaults = List.of(
                Tensor.of(new int[] {11}),
                Tensor.of(new float[] {0.5f}),
                Tensor.of(new String[] {"none"}),
                Tensor.of(new long[] {-7}));
        rows("DecodeCSV", (tf, in) -> tf.io.decodeCsv(in.get(0), defaults, ",", true, "NA", List.of()), (Object)
                records);
        rows(
                "DecodeCSV/some columns",
                (tf, in) -> tf.io.decodeCsv(
                        in.get(0), List.of(defaults.get(1), defaults.get(3)), ",", true, "NA", List.of(1L, 3L)),
                (Object) records);
        rows(
                "DecodeCSV/tabs",
                (tf, in) -> tf.io.decodeCsv(
                        in.get(0),
                        List.of(Tensor.of(new double[] {2}), Tensor.of(new String[0])),
                        "\t",
                        false,
                        "",
                        List.of()),
                (Object) new String[][] {{"1\t\"a\"", "\tb,c"}});
        rows(
                "DecodeCSV/no records",
                (tf, in) -> tf.io.decodeCsv(in.get(0), defaults),
                Tensor.zeros(STRING, Shape.of(0)));
    }

    private void tensors() {
        Tensor numbers = Tensor.of(new double[] {0, 1, -2, 300, 1e9}).reshape(Shape.of(5, 1));
        for (DType dtype : new DType[] {FLOAT32, FLOAT64, INT32, INT64}) {
            row("SerializeTensor/" + dtype, (tf, in) -> tf.io.serializeTensor(tf.cast(in.get(0), dtype)), numbers);
            row(
                    "ParseTensor/" + dtype,
                    (tf, in) -> tf.io.parseTensor(tf.io.serializeTensor(tf.cast(in.get(0), dtype)), dtype),
                    numbers);
        }
        row("SerializeTensor/strings", (tf, in) -> tf.io.serializeTensor(in.get(0)), (Object)
                new String[][] {{"a", ""}, {"bc", "d"}});
        row("ParseTensor/strings", (tf, in) -> tf.io.parseTensor(tf.io.serializeTensor(in.get(0)), STRING), (Object)
                new String[][] {{"a", ""}, {"bc", "d"}});
        row("SerializeTensor/scalar", (tf, in) -> tf.io.serializeTensor(in.get(0)), 2.5f);
        row(
                "SerializeTensor/nothing",
                (tf, in) -> tf.io.serializeTensor(in.get(0)),
                Tensor.zeros(FLOAT32, Shape.of(0, 3)));
        // DT_FLOAT, shape [2, 3], float_val 1.5 and 2.5, the last of which is repeated; DT_HALF [2], half_val packed.
        row("ParseTensor/repeated", (tf, in) -> tf.io.parseTensor(in.get(0), FLOAT32), string(new byte[] {
            8, 1, 18, 8, 18, 2, 8, 2, 18, 2, 8, 3, 42, 8, 0, 0, (byte) 0xc0, 0x3f, 0, 0, 0x20, 0x40
        }));
        row("ParseTensor/halves", (tf, in) -> tf.io.parseTensor(in.get(0), FLOAT16), string(new byte[] {
            8, 19, 18, 4, 18, 2, 8, 2, 106, 4, (byte) 0x80, 0x78, (byte) 0x80, 0x7a
        }));
    }

    /** A feature's bytes: its list of this kind in a map's entry. */
    private static byte[] feature(String name, int kind, byte[] list) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        byte[] value = field(kind, list);
        return field(1, concat(field(1, key), field(2, value)));
    }

    private static byte[] field(int number, byte[] content) {
        return concat(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] example(byte[]... features) {
        return field(1, concat(features));
    }

    private static final byte[] FLOATS = field(1, new byte[] {0, 0, (byte) 0xc0, 0x3f, 0, 0, 0x20, 0x40});
    private static final byte[] UNPACKED_FLOATS = {13, 0, 0, 0, 0x40, 13, 0, 0, (byte) 0x80, 0x40};
    private static final byte[] LONGS = field(1, new byte[] {
        5,
        (byte) 0xac,
        2,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        (byte) 0xff,
        1
    });
    private static final byte[] WORDS = concat(field(1, new byte[] {'h', 'i'}), field(1, new byte[0]));

    private static List<Output> list(ParsedExample parsed) {
        List<Output> all = new ArrayList<>(parsed.dense().values());
        parsed.sparse()
                .values()
                .forEach(feature -> all.addAll(List.of(feature.indices(), feature.values(), feature.denseShape())));
        return all;
    }

    private void examples() {
        byte[] whole = example(
                feature("f", 2, FLOATS), feature("n", 3, LONGS), feature("s", 1, WORDS), feature("other", 3, LONGS));
        byte[] other = example(feature("f", 2, UNPACKED_FLOATS), feature("n", 3, field(1, new byte[] {9})));
        byte[] little = example();
        Map<String, FeatureSpec> features = new LinkedHashMap<>();
        features.put("s", new VarLenFeature(STRING));
        features.put("n", new VarLenFeature(INT64));
        features.put("g", new VarLenFeature(FLOAT32));
        features.put("f", new FixedLenFeature(Shape.of(2), FLOAT32, Tensor.of(new float[] {-1, -2})));
        rows("ParseExample", (tf, in) -> list(tf.io.parseExample(in.get(0), features)), strings(whole, other, little));
        rows(
                "ParseExample/none",
                (tf, in) -> list(tf.io.parseExample(in.get(0), features)),
                Tensor.zeros(STRING, Shape.of(0)));
        rows(
                "ParseExample/matrix",
                (tf, in) ->
                        list(tf.io.parseExample(in.get(0), Map.of("f", new FixedLenFeature(Shape.of(2, 1), FLOAT32)))),
                strings(whole, other));
        rows(
                "ParseExample/varying",
                (tf, in) -> list(tf.io.parseExample(
                        in.get(0),
                        Map.of(
                                "n",
                                new FixedLenSequenceFeature(Shape.scalar(), INT64),
                                "s",
                                new FixedLenSequenceFeature(Shape.of(2), STRING)))),
                strings(whole, other, little));
        for (byte[] one : List.of(whole, other, little)) {
            rows(
                    "ParseSingleExample/" + one.length + " bytes",
                    (tf, in) -> list(tf.io.parseSingleExample(in.get(0), features)),
                    string(one));
        }
    }

    private void sound() {
        float[][] audio = {{0, 0.5f}, {-0.25f, 1}, {-1, -1.5f}, {0.1f, 0.00001f}, {1e9f, 0.99999f}};
        row("EncodeWav", (tf, in) -> tf.io.encodeWav(in.get(0), tf.constant(44100)), (Object) audio);
        for (int[] wanted : new int[][] {{-1, -1}, {1, -1}, {3, 7}, {2, 3}}) {
            rows(
                    "DecodeWav/" + wanted[0] + " channels, " + wanted[1] + " samples",
                    (tf, in) -> {
                        var wav = tf.io.decodeWav(tf.io.encodeWav(in.get(0), tf.constant(8000)), wanted[0], wanted[1]);
                        return List.of(wav.audio(), wav.sampleRate());
                    },
                    (Object) audio);
        }
        row("ShardedFilespec", (tf, in) -> tf.io.shardedFilespec(in.get(0), tf.constant(12)), "model");
    }

    private static Tensor picture(DType dtype, long... dims) {
        Shape shape = Shape.of(dims);
        int most = dtype == UINT16 ? 65536 : 256;
        int[] values = new int[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) Math.floorMod(i * 7919L + 31, (long) most);
        }
        Tensor picture = Tensor.zeros(dtype, shape);
        for (int i = 0; i < values.length; i++) {
            if (dtype == UINT16) {
                picture.shorts()[i] = (short) values[i];
            } else {
                picture.bytes()[i] = (byte) values[i];
            }
        }
        return picture;
    }

    private void pictures() {
        for (DType dtype : new DType[] {UINT8, UINT16}) {
            for (int channels = 1; channels <= 4; channels++) {
                Tensor picture = picture(dtype, 5, 7, channels);
                for (int wanted : new int[] {0, 1, 3, 4}) {
                    for (DType as : new DType[] {UINT8, UINT16}) {
                        // TensorFlow takes the two channels of grey and transparency for more than they are.
                        if (wanted == 0 || channels != 2) {
                            row(
                                    "DecodePng/" + dtype + " " + channels + " to " + as + " " + wanted,
                                    (tf, in) -> tf.image.decodePng(tf.image.encodePng(in.get(0)), wanted, as),
                                    picture);
                        }
                    }
                }
            }
        }
        row(
                "EncodePng/not packed",
                (tf, in) -> tf.image.decodePng(tf.image.encodePng(in.get(0), 0)),
                picture(UINT8, 4, 9, 3));
        Tensor grey = Tensor.zeros(UINT8, Shape.of(16, 24, 1));
        Arrays.fill(grey.bytes(), (byte) 100);
        row("DecodeJpeg/grey", (tf, in) -> tf.image.decodeJpeg(tf.image.encodeJpeg(in.get(0))), grey);
        row("DecodeJpeg/grey to colour", (tf, in) -> tf.image.decodeJpeg(tf.image.encodeJpeg(in.get(0), 80), 3), grey);
        byte[] gif = Base64.getDecoder()
                .decode(
                        "R0lGODlhBAADAPEAAP8AAAD/AAAA/x4oMiH5BAAAAAAALAAAAAAEAAMAAQgOAAEIADAgwICBAgwGCAgAIfkEAAAAAAAsAQABAAIAAQABCAUABQwICAA7");
        row("DecodeGif", (tf, in) -> tf.image.decodeGif(in.get(0)), string(gif));
        for (int channels : new int[] {1, 3, 4}) {
            for (boolean down : new boolean[] {false, true}) {
                row(
                        "DecodeBmp/" + channels + (down ? " from the top" : ""),
                        (tf, in) -> tf.image.decodeBmp(in.get(0)),
                        string(bmp(3, 2, channels, down)));
            }
        }
    }

    private static byte[] bmp(int width, int height, int channels, boolean down) {
        int row = (width * channels + 3) / 4 * 4;
        var bytes = ByteBuffer.allocate(54 + row * height).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'B')
                .put((byte) 'M')
                .putInt(54 + row * height)
                .putInt(0)
                .putInt(54);
        bytes.putInt(40)
                .putInt(width)
                .putInt(down ? -height : height)
                .putShort((short) 1)
                .putShort((short) (8 * channels));
        for (int i = 54; i < bytes.capacity(); i++) {
            bytes.put(i, (byte) (i * 37));
        }
        return bytes.array();
    }
}
