package org.headrace.train.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;

/**
 * Reads NumPy's files: {@code .npy} of versions 1 to 3, in C or Fortran order, of either byte order, and {@code .npz}
 * archives of them. Numbers, bool and texts are read, texts ({@code S} and {@code U}) as UTF-8 byte strings without the
 * zeros that NumPy fills them up with.
 */
public final class NpyReader {
    private static final String SUFFIX = ".npy";

    private NpyReader() {}

    /**
     * The array of an {@code .npy} file: {@code numpy.load(file)}.
     *
     * @throws NotFoundException if the file does not exist
     * @throws DataLossException if it is of another format, cut off, or goes on after its data
     * @throws UnimplementedException if its elements are Python objects, structures, dates or long doubles
     */
    public static Tensor read(Path file) {
        return read(file, ReadListener.NONE);
    }

    /** The same, for a listener that wants to hear how far it has come. */
    public static Tensor read(Path file, ReadListener listener) {
        try (DataFile data = DataFile.open(file, listener)) {
            Tensor tensor = NpyArray.read(data);
            data.requireEnd();
            return tensor;
        }
    }

    /**
     * The arrays of an {@code .npz} file by name, in the archive's order: what {@code numpy.savez} and
     * {@code savez_compressed} write.
     *
     * @throws NotFoundException if the file does not exist
     * @throws DataLossException if it is no archive or damaged, or an entry is no {@code .npy}
     */
    public static Map<String, Tensor> readNpz(Path file) {
        long size = DataFile.size(file);
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        long left = size;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = entry.getName();
                String array = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
                // Both sizes stand in the archive; neither is believed beyond what its length allows.
                long packed = Math.max(entry.getCompressedSize(), 0);
                left -= packed;
                if (left < 0) {
                    throw new DataLossException(
                            file + " is damaged: its entries lie over each other. Copy or download it again");
                }
                arrays.put(array, read(file, packed, zip, entry));
            }
        } catch (ZipException | EOFException e) {
            throw new DataLossException(
                    file + " is not an .npz archive, or is damaged: " + e.getMessage() + ". Copy or download it again",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
        return arrays;
    }

    private static Tensor read(Path file, long packed, ZipFile zip, ZipEntry entry) throws IOException {
        String name = file + " (" + entry.getName() + ")";
        long most = Math.min(Math.max(entry.getSize(), 0), packed * DataFile.MAX_DEFLATE_RATIO);
        try (InputStream in = zip.getInputStream(entry)) {
            DataFile data = DataFile.of(name, in, most);
            Tensor tensor = NpyArray.read(data);
            data.requireEnd();
            return tensor;
        }
    }
}
