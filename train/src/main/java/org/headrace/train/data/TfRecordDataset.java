package org.headrace.train.data;

import java.nio.file.Path;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Compression;
import org.headrace.interop.TfRecordReader;
import org.jspecify.annotations.Nullable;

/** The records of a file. TensorFlow op {@code TFRecordDataset}. */
final class TfRecordDataset extends Dataset {
    private final Path file;
    private final Compression compression;

    TfRecordDataset(Path file, Compression compression) {
        this.file = file;
        this.compression = compression;
    }

    @Override
    public DatasetIterator iterator() {
        return new DatasetIterator() {
            private @Nullable TfRecordReader reader;

            @Override
            @SuppressWarnings("MustBeClosedChecker") // release() does
            protected @Nullable Element pull() {
                if (reader == null) {
                    reader = TfRecordReader.open(file, compression);
                }
                byte[] record = reader.read();
                return record == null
                        ? null
                        : Element.of(Tensor.wrap(DType.STRING, Shape.scalar(), new byte[][] {record}));
            }

            @Override
            protected void release() {
                if (reader != null) {
                    reader.close();
                }
            }
        };
    }
}
