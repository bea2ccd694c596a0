package org.headrace.interop;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.interop.proto.TensorSliceProto;
import org.jspecify.annotations.Nullable;

/**
 * A box cut out of a tensor, as checkpoints keep the pieces of a partitioned variable.
 *
 * @param starts where it begins, along each dimension
 * @param lengths how long it is, -1 for the whole of a dimension
 */
record TensorSlice(List<Long> starts, List<Long> lengths) {
    private static final long FULL = -1;

    /** How many bits of a number fit the bytes of its code, 7 in each. */
    private static final int CODE_BITS = 7;

    TensorSlice {
        starts = List.copyOf(starts);
        lengths = List.copyOf(lengths);
    }

    static TensorSlice of(TensorSliceProto proto) {
        return new TensorSlice(
                proto.getExtentList().stream()
                        .map(TensorSliceProto.Extent::getStart)
                        .toList(),
                proto.getExtentList().stream()
                        .map(extent -> extent.hasLength() ? extent.getLength() : FULL)
                        .toList());
    }

    /** The whole of a tensor of this shape. */
    static TensorSlice full(Shape shape) {
        return new TensorSlice(Collections.nCopies(shape.rank(), 0L), Collections.nCopies(shape.rank(), FULL));
    }

    /** A slice of a tensor of a shape. */
    record Placed(Shape whole, TensorSlice slice) {
        /** Checks the shape of a tensor that is to be saved as this slice. */
        void requireShape(String name, Shape shape, String shapeAndSlice) {
            if (!shape.equals(slice.shapeIn(whole))) {
                throw new InvalidArgumentException(
                        "Slice in shape_and_slice specification does not match the shape of the tensor to save: "
                                + shapeAndSlice + ", tensor " + name + ": " + shape.toBrackets());
            }
        }
    }

    /**
     * What TensorFlow's {@code shape_and_slice} means: {@code "4 6 -:0,2"} is the first two columns of a matrix of 4 x 6.
     *
     * @throws InvalidArgumentException if it means nothing, or the slice lies outside
     */
    static Placed parse(String shapeAndSlice) {
        String[] words = shapeAndSlice.split(" ", -1);
        List<Long> starts = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        try {
            long[] dims = Arrays.stream(words, 0, words.length - 1)
                    .mapToLong(Long::parseLong)
                    .toArray();
            for (String extent : words[words.length - 1].split(":", -1)) {
                String[] range = extent.equals("-") ? new String[] {"0", "-1"} : extent.split(",", -1);
                starts.add(Long.parseLong(range[0]));
                lengths.add(Long.parseLong(range[1]));
            }
            Placed placed = new Placed(Shape.of(dims), new TensorSlice(starts, lengths));
            if (placed.whole.isComplete() && placed.slice.fits(placed.whole)) {
                return placed;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw unreadable(shapeAndSlice, e);
        }
        throw unreadable(shapeAndSlice, null);
    }

    private static InvalidArgumentException unreadable(String shapeAndSlice, @Nullable Exception cause) {
        return new InvalidArgumentException(
                "Expected a shape, and a slice inside of it, like \"4 6 -:0,2\", got \"" + shapeAndSlice + '"', cause);
    }

    TensorSliceProto proto() {
        TensorSliceProto.Builder proto = TensorSliceProto.newBuilder();
        for (int i = 0; i < starts.size(); i++) {
            TensorSliceProto.Extent.Builder extent = proto.addExtentBuilder();
            if (lengths.get(i) != FULL) {
                extent.setStart(starts.get(i)).setLength(lengths.get(i));
            }
        }
        return proto.build();
    }

    /** Whether this is a box inside a tensor of this shape. */
    boolean fits(Shape shape) {
        if (starts.size() != shape.rank()) {
            return false;
        }
        for (int i = 0; i < starts.size(); i++) {
            long length = lengths.get(i);
            boolean whole = length == FULL && starts.get(i) == 0;
            if (!whole && (starts.get(i) < 0 || length < 0 || starts.get(i) > shape.dim(i) - length)) {
                return false;
            }
        }
        return true;
    }

    /** The shape of the box, in a tensor of this shape. */
    Shape shapeIn(Shape shape) {
        Shape box = shape;
        for (int i = 0; i < lengths.size(); i++) {
            box = lengths.get(i) == FULL ? box : box.withDim(i, lengths.get(i));
        }
        return box;
    }

    /** The same with all lengths said, in a tensor of this shape. */
    TensorSlice in(Shape shape) {
        List<Long> said = new ArrayList<>();
        for (int i = 0; i < lengths.size(); i++) {
            said.add(lengths.get(i) == FULL ? shape.dim(i) : lengths.get(i));
        }
        return new TensorSlice(starts, said);
    }

    /** What this has in common with another, both with all lengths said; null for nothing. */
    @Nullable
    TensorSlice intersection(TensorSlice other) {
        List<Long> from = new ArrayList<>();
        List<Long> size = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long start = Math.max(starts.get(i), other.starts.get(i));
            long end = Math.min(starts.get(i) + lengths.get(i), other.starts.get(i) + other.lengths.get(i));
            if (end <= start) {
                return null;
            }
            from.add(start);
            size.add(end - start);
        }
        return new TensorSlice(from, size);
    }

    /** The same box, where another begins at 0. */
    TensorSlice from(TensorSlice origin) {
        List<Long> moved = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            moved.add(starts.get(i) - origin.starts.get(i));
        }
        return new TensorSlice(moved, lengths);
    }

    /** How many elements it has, all lengths being said. */
    long elements() {
        return Shape.of(lengths.stream().mapToLong(Long::longValue).toArray()).elements();
    }

    /** The key under which a table has this slice of a tensor: in an encoding that sorts as the numbers in it do. */
    ByteString key(String tensor) {
        ByteString.Output key = ByteString.newOutput();
        key.write(0);
        for (byte b : tensor.getBytes(StandardCharsets.UTF_8)) {
            key.write(b);
            if (b == 0) {
                key.write(0xff);
            } else if (b == (byte) 0xff) {
                key.write(0);
            }
        }
        key.write(0);
        key.write(1);
        writeUnsigned(key, starts.size());
        for (int i = 0; i < starts.size(); i++) {
            writeSigned(key, starts.get(i));
            writeSigned(key, lengths.get(i));
        }
        return key.toByteString();
    }

    /** How many bytes, then these, the highest first. */
    private static void writeUnsigned(ByteString.Output out, int value) {
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 7) / 8;
        out.write(bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(value >> 8 * i);
        }
    }

    /**
     * In the fewest bytes whose value bits, 7 in each, hold the number with its sign. For n bytes the first n bits are 1 and
     * the next one 0, all inverted for negative numbers; the rest is the number in two's complement.
     */
    private static void writeSigned(ByteString.Output out, long value) {
        long magnitude = value < 0 ? ~value : value;
        int length = 1 + (Long.SIZE - Long.numberOfLeadingZeros(magnitude)) / CODE_BITS;
        byte[] bytes = new byte[10];
        byte sign = (byte) (value >> 63);
        bytes[0] = sign;
        bytes[1] = sign;
        ByteBuffer.wrap(bytes).putLong(2, value);
        int ones = length == 1 ? 0x8000 : 0xffff << 16 - length & 0xffff;
        int first = bytes.length - length;
        bytes[first] ^= (byte) (ones >> 8);
        if (length > 1) {
            bytes[first + 1] ^= (byte) ones;
        }
        out.write(bytes, first, length);
    }
}
