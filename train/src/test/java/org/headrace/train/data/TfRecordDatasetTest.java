package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Compression;
import org.headrace.interop.Example;
import org.headrace.interop.TfRecordWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfRecordDatasetTest {
    @TempDir
    Path folder;

    private static Element parsed(Element record) {
        Example example = Example.parse(record.get(0).strings()[0]);
        return Element.of(example.get("x"), example.get("y").reshape(Shape.scalar()));
    }

    private Path write(Compression compression) {
        Path file = folder.resolve("train.tfrecord");
        try (TfRecordWriter writer = TfRecordWriter.create(file, compression)) {
            for (int i = 0; i < 3; i++) {
                writer.write(Example.builder()
                        .put("x", i, i + 0.5f)
                        .put("y", (long) i)
                        .build());
            }
        }
        return file;
    }

    @Test
    void recordsAreMappedToTheirExamples() {
        for (Compression compression : Compression.values()) {
            Dataset dataset =
                    Dataset.fromTfRecord(write(compression), compression).map(TfRecordDatasetTest::parsed);
            Element batch = dataset.batch(3).iterator().next();
            assertThat(batch.get(0)).isEqualTo(Tensor.of((Object) new float[][] {{0, 0.5f}, {1, 1.5f}, {2, 2.5f}}));
            assertThat(batch.get(1)).isEqualTo(Tensor.of(0L, 1, 2));
        }
    }

    @Test
    void aFileCutOffEndsWithAnError() throws IOException {
        Path file = write(Compression.NONE);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        DatasetIterator records = Dataset.fromTfRecord(file).iterator();
        records.next();
        records.next();
        assertThatThrownBy(records::next).isInstanceOf(DataLossException.class).hasMessageContaining(file.toString());
        assertThatThrownBy(() -> Dataset.fromTfRecord(folder.resolve("nowhere"))
                        .iterator()
                        .next())
                .isInstanceOf(NotFoundException.class);
    }
}
