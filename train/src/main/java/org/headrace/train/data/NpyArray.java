package org.headrace.train.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.jspecify.annotations.Nullable;

/** One array in NumPy's format: a magic number, a Python dictionary of dtype, order and shape, the elements. */
final class NpyArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_RANK = 32;
    private static final int BYTES_OF_CODE_POINT = 4;
    private static final int MAX_SHOWN = 200;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[.{0,200})");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)\\b");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");
    private static final Pattern TEXT = Pattern.compile("([<>|=])([SU])(\\d{1,9})");

    private NpyArray() {}

    static Tensor read(DataFile data) {
        byte[] magic = data.read(MAGIC.length + 2L, "the magic number");
        int version = magic[MAGIC.length] & 0xff;
        if (!Arrays.equals(magic, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw data.damaged("is not a NumPy array: it does not begin with \\x93NUMPY");
        }
        if (version < 1 || version > 3) {
            throw new UnimplementedException(data.name() + " is of version " + version
                    + " of NumPy's format: 1 to 3 can be read. Save it anew with numpy.save");
        }
        ByteBuffer length = ByteBuffer.wrap(data.read(version == 1 ? 2 : 4, "the header's length"))
                .order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = version == 1 ? length.getShort() & 0xffff : length.getInt() & 0xffffffffL;
        byte[] bytes = data.read(headerBytes, "the header");
        String header = new String(bytes, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1).strip();
        String descr = found(data, DESCR, header, 1);
        boolean fortran = found(data, FORTRAN, header, 1).equals("True");
        Shape shape = shape(data, found(data, SHAPE, header, 1));
        if (!fortran || shape.rank() < 2) {
            return elements(data, descr, shape);
        }
        long[] reversed = new long[shape.rank()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = shape.dim(-1 - i);
        }
        return transposed(elements(data, descr, Shape.of(reversed)), shape);
    }

    private static String found(DataFile data, Pattern pattern, String header, int group) {
        Matcher matcher = pattern.matcher(header);
        if (!header.startsWith("{") || !header.endsWith("}") || !matcher.find()) {
            throw data.damaged("has no valid header, which must be a Python dictionary of 'descr', 'fortran_order' and"
                    + " 'shape': " + start(header));
        }
        return matcher.group(group);
    }

    private static Shape shape(DataFile data, String dims) {
        try {
            long[] sizes = Arrays.stream(dims.split(",", -1))
                    .map(String::strip)
                    .filter(dim -> !dim.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (sizes.length <= MAX_RANK) {
                return Shape.of(sizes);
            }
        } catch (NumberFormatException e) {
            // Refused like too many of them.
        }
        throw data.damaged("has no valid header: its shape is (" + start(dims) + ")");
    }

    private static String start(String text) {
        return text.substring(0, Math.min(text.length(), MAX_SHOWN));
    }

    private static Tensor elements(DataFile data, String descr, Shape shape) {
        Matcher text = TEXT.matcher(descr.replace("'", ""));
        if (text.matches()) {
            int size = Integer.parseInt(text.group(3));
            return text.group(2).equals("S")
                    ? byteStrings(data, shape, size)
                    : texts(
                            data,
                            shape,
                            size,
                            text.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }
        DType dtype = descr.length() < 4 ? null : dtype(descr.substring(2, descr.length() - 1));
        boolean bigEndian = descr.startsWith("'>");
        if (dtype == null) {
            throw new UnimplementedException(
                    data.name() + " has elements of type " + descr
                            + ", for which there is no dtype. Convert it in NumPy: numpy.save(file, array.astype(numpy.float32))");
        }
        ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Tensor tensor = data.readTensor(dtype, shape, order, "the array");
        if (dtype == DType.BOOL) {
            for (int i = 0; i < tensor.size(); i++) {
                // To NumPy every byte but 0 is true, to our kernels 1 is.
                tensor.bytes()[i] = (byte) (tensor.bytes()[i] == 0 ? 0 : 1);
            }
        }
        return tensor;
    }

    private static @Nullable DType dtype(String code) {
        return switch (code) {
            case "f2" -> DType.FLOAT16;
            case "f4" -> DType.FLOAT32;
            case "f8" -> DType.FLOAT64;
            case "i1" -> DType.INT8;
            case "i2" -> DType.INT16;
            case "i4" -> DType.INT32;
            case "i8" -> DType.INT64;
            case "u1" -> DType.UINT8;
            case "u2" -> DType.UINT16;
            case "u4" -> DType.UINT32;
            case "u8" -> DType.UINT64;
            case "b1" -> DType.BOOL;
            case "c8" -> DType.COMPLEX64;
            case "c16" -> DType.COMPLEX128;
            default -> null;
        };
    }

    private static Tensor byteStrings(DataFile data, Shape shape, int size) {
        byte[] all = allBytes(data, shape, size);
        byte[][] strings = new byte[all.length / Math.max(size, 1)][];
        for (int i = 0; i < strings.length; i++) {
            int end = (i + 1) * size;
            while (end > i * size && all[end - 1] == 0) {
                end--;
            }
            strings[i] = Arrays.copyOfRange(all, i * size, end);
        }
        return Tensor.wrap(DType.STRING, shape, strings);
    }

    private static Tensor texts(DataFile data, Shape shape, int characters, ByteOrder order) {
        ByteBuffer all = ByteBuffer.wrap(allBytes(data, shape, (long) characters * BYTES_OF_CODE_POINT))
                .order(order);
        byte[][] strings = new byte[all.limit() / Math.max(characters * BYTES_OF_CODE_POINT, 1)][];
        for (int i = 0; i < strings.length; i++) {
            int[] codePoints = new int[characters];
            int used = 0;
            for (int c = 0; c < characters; c++) {
                codePoints[c] = all.getInt();
                if (!Character.isValidCodePoint(codePoints[c])) {
                    throw data.damaged("has the character " + codePoints[c] + ", which Unicode does not have");
                }
                used = codePoints[c] == 0 ? used : c + 1;
            }
            strings[i] = new String(codePoints, 0, used).getBytes(StandardCharsets.UTF_8);
        }
        return Tensor.wrap(DType.STRING, shape, strings);
    }

    private static byte[] allBytes(DataFile data, Shape shape, long elementBytes) {
        long bytes = data.bytes(shape, Math.max(elementBytes, 1), "the array");
        if (elementBytes == 0 && bytes > 0) {
            throw new UnimplementedException(data.name() + " has texts of length 0 in the shape " + shape);
        }
        return data.read(bytes, "the array");
    }

    /** The elements of a tensor with the dimensions reversed, in the order of {@code shape}. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // equal dtypes have arrays of equal type
    private static Tensor transposed(Tensor reversed, Shape shape) {
        Tensor result = Tensor.zeros(reversed.dtype(), shape);
        int rank = shape.rank();
        long[] index = new long[rank];
        for (int to = 0; to < result.size(); to++) {
            long from = 0;
            for (int d = rank - 1; d >= 0; d--) {
                from = from * shape.dim(d) + index[d];
            }
            Slices.copy(reversed, from, result, to, 1);
            for (int d = rank - 1; d >= 0 && ++index[d] == shape.dim(d); d--) {
                index[d] = 0;
            }
        }
        return result;
    }
}
