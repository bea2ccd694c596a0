package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.headrace.train.data.NumpyRandom;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static Pictures numbered(int count) {
        byte[] pixels = new byte[count * Pictures.FEATURES];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) value(i / Pictures.FEATURES, i % Pictures.FEATURES);
        }
        return new Pictures(pixels, IntStream.range(0, count).map(i -> i % 6).toArray());
    }

    private static int value(int example, int feature) {
        return (example * 37 + feature * 5 + feature / 100) % 256;
    }

    @Test
    void columnsHoldOneExampleEachDividedBy255() {
        float[] x = new float[5 * Pictures.FEATURES];
        numbered(5).columns(new int[] {0, 1, 2, 3, 4}, 0, 5, x);
        for (int feature = 0; feature < Pictures.FEATURES; feature++) {
            for (int example = 0; example < 5; example++) {
                assertThat(x[feature * 5 + example]).isEqualTo((float) (value(example, feature) / 255.0));
            }
        }
    }

    @Test
    void rowsHoldTheSameExamplesDividedBy255() {
        float[] x = new float[2 * Pictures.FEATURES];
        numbered(5).rows(new int[] {1, 4, 3}, 1, 2, x);
        for (int feature = 0; feature < Pictures.FEATURES; feature++) {
            assertThat(x[feature]).isEqualTo((float) (value(4, feature) / 255.0));
            assertThat(x[Pictures.FEATURES + feature]).isEqualTo((float) (value(3, feature) / 255.0));
        }
    }

    @Test
    void labelsAreOneHotColumnsOrRows() {
        float[] y = new float[12];
        numbered(2).oneHotColumns(new int[] {0, 1}, 0, 2, y);
        assertThat(y).containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        numbered(2).oneHotRows(new int[] {0, 1}, 0, 2, y);
        assertThat(y).containsExactly(1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void everyPictureIsInOneBatchOfAnEpochAndTheLastBatchIsSmaller() {
        Pictures pictures = numbered(10);
        MiniBatches batches = new MiniBatches(pictures, SignsLayout.COLUMNS, 4, 3);
        assertThat(batches.count()).isEqualTo(3);
        assertThat(batches.fullCount()).isEqualTo(2);
        assertThat(IntStream.range(0, 3).map(batches::size)).containsExactly(4, 4, 2);
        batches.nextEpoch();
        int[] order = new NumpyRandom(4).permutation(10); // the seed has risen by one before the first epoch
        for (int batch = 0; batch < 3; batch++) {
            int count = batches.size(batch);
            float[] x = new float[Pictures.FEATURES * count];
            float[] y = new float[Pictures.CLASSES * count];
            Arrays.fill(y, 7);
            batches.fill(batch, x, y);
            for (int j = 0; j < count; j++) {
                int example = order[batch * 4 + j];
                assertThat(x[9999 * count + j]).isEqualTo((float) (value(example, 9999) / 255.0));
                for (int label = 0; label < Pictures.CLASSES; label++) {
                    assertThat(y[label * count + j]).isEqualTo(label == example % 6 ? 1 : 0);
                }
            }
        }
    }

    @Test
    void wrongSizesAreExplained() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pictures(new byte[5], new int[1]))
                .withMessage("There are 1 labels and 5 bytes of pixels: there must be 12288 a label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pictures(new byte[Pictures.FEATURES], new int[] {6}))
                .withMessage("A label is 6: labels must be between 0 and 5");
        MiniBatches batches = new MiniBatches(numbered(3), SignsLayout.COLUMNS, 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batches.fill(1, new float[Pictures.FEATURES * 2], new float[6]))
                .withMessage("x has 24576 values: it must have 12288 (12288 x 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batches.fill(0, new float[Pictures.FEATURES * 2], new float[6]))
                .withMessage("y has 6 values: it must have 12 (6 x 2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batches.size(2))
                .withMessage("There is no batch 2: there are 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MiniBatches(numbered(3), SignsLayout.COLUMNS, 0, 3))
                .withMessage("The batch size is 0: it must be at least 1");
    }
}
