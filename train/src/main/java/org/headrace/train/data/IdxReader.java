package org.headrace.train.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * Reads IDX files, the format of MNIST, plain or gzipped: two zero bytes, a code for the dtype, the rank, the dimensions
 * as 32-bit integers, the elements; all with the highest byte first.
 */
public final class IdxReader {
    private static final int MAGIC = 4;

    private IdxReader() {}

    /**
     * The file's array, as uint8, int8, int16, int32, float32 or float64.
     *
     * @throws NotFoundException if the file does not exist
     * @throws DataLossException if it is of another format, cut off, or goes on after its data
     */
    public static Tensor read(Path file) {
        return read(file, ReadListener.NONE);
    }

    /** The same, for a listener that wants to hear how far it has come. */
    public static Tensor read(Path file, ReadListener listener) {
        try (DataFile data = DataFile.open(file, listener)) {
            byte[] magic = data.read(MAGIC, "the magic number");
            if (magic[0] != 0 || magic[1] != 0) {
                throw foreign(data, magic);
            }
            DType dtype = dtype(data, magic);
            int rank = magic[3] & 0xff;
            ByteBuffer header = ByteBuffer.wrap(data.read(4L * rank, "the dimensions"));
            long[] dims = new long[rank];
            for (int i = 0; i < rank; i++) {
                dims[i] = header.getInt();
                if (dims[i] < 0) {
                    throw data.damaged("is damaged: dimension " + i + " is " + dims[i]);
                }
            }
            Tensor tensor = data.readTensor(dtype, Shape.of(dims), ByteOrder.BIG_ENDIAN, "the array");
            data.requireEnd();
            return tensor;
        }
    }

    private static DType dtype(DataFile data, byte[] magic) {
        return switch (magic[2]) {
            case 0x08 -> DType.UINT8;
            case 0x09 -> DType.INT8;
            case 0x0B -> DType.INT16;
            case 0x0C -> DType.INT32;
            case 0x0D -> DType.FLOAT32;
            case 0x0E -> DType.FLOAT64;
            default -> throw foreign(data, magic);
        };
    }

    private static DataLossException foreign(DataFile data, byte[] magic) {
        return data.damaged("is not an IDX file: it begins with "
                + HexFormat.ofDelimiter(" ").formatHex(magic)
                + ", not with 00 00, a code for the dtype (08, 09, 0b to 0e) and the rank");
    }
}
