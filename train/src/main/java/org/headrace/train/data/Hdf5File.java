package org.headrace.train.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.GraphException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;

/**
 * An HDF5 file. Needs the library jhdf ({@code io.jhdf:jhdf}), which an application that reads HDF5 adds to its own
 * dependencies.
 *
 * <pre>{@code
 * try (var file = Hdf5File.open(path)) {
 *     Tensor images = file.read("train_set_x");
 * }
 * }</pre>
 */
public final class Hdf5File implements Closeable {
    private final Path path;
    private final long size;
    private final HdfFile file;

    private Hdf5File(Path path, long size, HdfFile file) {
        this.path = path;
        this.size = size;
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @throws NotFoundException if it does not exist
     * @throws DataLossException if it is no HDF5 file
     * @throws FailedPreconditionException if jhdf is not there
     */
    public static Hdf5File open(Path path) {
        long size = DataFile.size(path);
        try {
            return new Hdf5File(path, size, open(path, size));
        } catch (NoClassDefFoundError e) {
            throw new FailedPreconditionException(
                    "reading HDF5 needs jhdf: add the dependency io.jhdf:jhdf to your project", e);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Over a buffer jhdf takes no memory for lengths that the file only claims to have, and follows no links to other files.
     */
    @SuppressWarnings("MustBeClosedChecker") // close() does
    private static HdfFile open(Path path, long size) {
        if (size > Integer.MAX_VALUE) {
            return new HdfFile(path);
        }
        try (FileChannel channel = FileChannel.open(path)) {
            return HdfFile.fromByteBuffer(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + e, e);
        }
    }

    /** The names of the data sets and groups at the root, sorted. */
    public List<String> names() {
        return checked(() -> List.copyOf(new TreeSet<>(file.getChildren().keySet())));
    }

    /**
     * The dtype and shape of a data set.
     *
     * @param name its name, in a group after the group's: {@code "group/data"}
     * @throws NotFoundException if there is none
     */
    public TensorSpec spec(String name) {
        return checked(() -> spec(name, find(name)));
    }

    /**
     * The values of a data set: integers, float32, float64 or strings.
     *
     * @throws NotFoundException if there is none of this name
     * @throws DataLossException if the file is damaged or cut off
     * @throws UnimplementedException if its elements are of another type
     */
    public Tensor read(String name) {
        return checked(() -> {
            Dataset dataset = find(name);
            TensorSpec spec = spec(name, dataset);
            if (!fits(spec.shape(), dataset.getDataType().getSize())) {
                throw new DataLossException(path + " cannot hold '" + name + "', " + spec + ": it has only " + size
                        + " bytes. Copy or download it again");
            }
            return tensor(spec, dataset);
        });
    }

    /** Whether the file can hold so many elements, at the most that deflate can pack. */
    private boolean fits(Shape shape, int elementBytes) {
        try {
            return Math.multiplyExact(shape.elements(), (long) elementBytes) <= size * DataFile.MAX_DEFLATE_RATIO;
        } catch (ArithmeticException | InvalidArgumentException e) {
            return false;
        }
    }

    private Dataset find(String name) {
        Node node = file;
        for (String part : name.split("/", -1)) {
            if (!part.isEmpty()) {
                node = node instanceof Group group ? group.getChild(part) : null;
            }
        }
        if (node instanceof Dataset dataset) {
            return dataset;
        }
        throw new NotFoundException(path + " has no data set '" + name + "', it has "
                + new TreeSet<>(file.getChildren().keySet()));
    }

    private TensorSpec spec(String name, Dataset dataset) {
        long[] dims = Arrays.stream(dataset.getDimensions()).asLongStream().toArray();
        return new TensorSpec(dtype(name, dataset.getDataType()), Shape.of(dims));
    }

    private DType dtype(String name, DataType type) {
        if (type instanceof FixedPoint integer) {
            boolean signed = integer.isSigned();
            return switch (type.getSize()) {
                case 1 -> signed ? DType.INT8 : DType.UINT8;
                case 2 -> signed ? DType.INT16 : DType.UINT16;
                case 4 -> signed ? DType.INT32 : DType.UINT32;
                case 8 -> signed ? DType.INT64 : DType.UINT64;
                default -> throw unsupported(name, type);
            };
        }
        if (type instanceof FloatingPoint && (type.getSize() == 4 || type.getSize() == 8)) {
            return type.getSize() == 4 ? DType.FLOAT32 : DType.FLOAT64;
        }
        if (type instanceof StringData) {
            return DType.STRING;
        }
        throw unsupported(name, type);
    }

    private UnimplementedException unsupported(String name, DataType type) {
        return new UnimplementedException(path + ": '" + name + "' is of HDF5's type "
                + type.getClass().getSimpleName() + " of " + type.getSize()
                + " bytes: integers, floats of 4 or 8 bytes and strings can be read");
    }

    private static Tensor tensor(TensorSpec spec, Dataset dataset) {
        Tensor tensor = Tensor.zeros(spec.dtype(), spec.shape());
        if (tensor.size() == 0) {
            return tensor;
        }
        Object values = spec.shape().isScalar() ? new Object[] {dataset.getData()} : dataset.getDataFlat();
        for (int i = 0; i < tensor.size(); i++) {
            Object value = Array.get(values, i);
            switch (spec.dtype().storage()) {
                case FLOATS -> tensor.floats()[i] = ((Number) value).floatValue();
                case DOUBLES -> tensor.doubles()[i] = ((Number) value).doubleValue();
                case INTS -> tensor.ints()[i] = ((Number) value).intValue();
                case LONGS -> tensor.longs()[i] = ((Number) value).longValue();
                case SHORTS -> tensor.shorts()[i] = ((Number) value).shortValue();
                case BYTES -> tensor.bytes()[i] = ((Number) value).byteValue();
                case STRINGS -> tensor.strings()[i] = value.toString().getBytes(StandardCharsets.UTF_8);
            }
        }
        return tensor;
    }

    /** A damaged file makes the library fail in many ways: buffer underflow, bad offsets, unknown codes. */
    private <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (GraphException e) {
            throw e;
        } catch (RuntimeException e) {
            throw unreadable(path, e);
        }
    }

    private static DataLossException unreadable(Path path, RuntimeException cause) {
        return new DataLossException(
                path + " cannot be read as HDF5 (" + cause.getMessage() + "): copy or download it again", cause);
    }

    @Override
    public void close() {
        file.close();
    }
}
