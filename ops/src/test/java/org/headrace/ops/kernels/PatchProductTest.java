package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.headrace.core.Workers;
import org.junit.jupiter.api.Test;

/** Convolutions of volumes of random sizes against their definition, with small integers, so that every order gives the same. */
class PatchProductTest {
    private final Random random = new Random(5);

    private WindowAxis axis() {
        int window = 1 + random.nextInt(3);
        int dilation = 1 + random.nextInt(2);
        int stride = 1 + random.nextInt(3);
        int reach = (window - 1) * dilation + 1;
        int before = random.nextInt(reach);
        int after = random.nextInt(reach);
        int input = Math.max(1, reach - before - after) + random.nextInt(5);
        return new WindowAxis(input, window, (input + before + after - reach) / stride + 1, stride, dilation, before);
    }

    private float[] values(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(33) - 16;
        }
        return values;
    }

    private static float[] rubbish(int size) {
        float[] values = new float[size];
        Arrays.fill(values, 77);
        return values;
    }

    private static BlockProduct<float[]> product(int columns, boolean transposed, boolean add) {
        return new ScalarGemm().floatBlocks(new ProductSizes(transposed, false, 64, columns, 64, add));
    }

    @Test
    void giveWhatTheDefinitionGives() {
        for (int i = 0; i < 200; i++) {
            int in = 1 + random.nextInt(4);
            int out = 1 + random.nextInt(5);
            var s = new VolumeShape(1 + random.nextInt(3), axis(), axis(), axis(), in, out);
            float[] x = values(s.batch() * s.inputPixels() * in);
            float[] w = values(s.filter());
            float[] dy = values(s.batch() * s.outputPixels() * out);
            float[] y = new float[dy.length];
            float[] dx = new float[x.length];
            float[] dw = new float[w.length];
            define(s, x, w, dy, y, dx, dw);
            var forward = new PatchProduct<>(s, false, product(out, false, false), float[]::new, Workers.ONE);
            var backward = new PatchProduct<>(s, true, product(in, false, false), float[]::new, Workers.ONE);
            var filter = new PatchFilterGradient<>(s, product(out, true, true), float[]::new, Workers.ONE);
            for (int run = 0; run < 2; run++) {
                float[] result = rubbish(y.length);
                forward.run(x, w, result);
                assertThat(result).as("y of %s", s).isEqualTo(y);
                result = rubbish(dx.length);
                backward.run(dy, w, result);
                assertThat(result).as("dx of %s", s).isEqualTo(dx);
                result = rubbish(dw.length);
                filter.run(x, dy, result);
                assertThat(result).as("dw of %s", s).isEqualTo(dw);
            }
        }
    }

    /** Adds each product of the definition to where it belongs. */
    private static void define(VolumeShape s, float[] x, float[] w, float[] dy, float[] y, float[] dx, float[] dw) {
        for (int pixel = 0; pixel < s.batch() * s.outputPixels(); pixel++) {
            for (int place = 0; place < s.places(); place++) {
                int at = input(s, pixel, place);
                for (int i = 0; at >= 0 && i < s.in(); i++) {
                    for (int o = 0; o < s.out(); o++) {
                        int factor = (place * s.in() + i) * s.out() + o;
                        y[pixel * s.out() + o] += x[at * s.in() + i] * w[factor];
                        dx[at * s.in() + i] += dy[pixel * s.out() + o] * w[factor];
                        dw[factor] += x[at * s.in() + i] * dy[pixel * s.out() + o];
                    }
                }
            }
        }
    }

    /** The number of the voxel that a place of the window sees from an output voxel, or -1 outside. */
    private static int input(VolumeShape s, int pixel, int place) {
        int column = seen(
                s.columns(), pixel % s.columns().output(), place % s.columns().window());
        int rowOfAll = pixel / s.columns().output();
        int placeOfAll = place / s.columns().window();
        int row = seen(
                s.rows(), rowOfAll % s.rows().output(), placeOfAll % s.rows().window());
        int planeOfAll = rowOfAll / s.rows().output();
        int plane = seen(
                s.planes(),
                planeOfAll % s.planes().output(),
                placeOfAll / s.rows().window());
        int volume = planeOfAll / s.planes().output();
        return column < 0 || row < 0 || plane < 0
                ? -1
                : ((volume * s.planes().input() + plane) * s.rows().input() + row)
                                * s.columns().input()
                        + column;
    }

    private static int seen(WindowAxis axis, int output, int place) {
        int at = output * axis.stride() + place * axis.dilation() - axis.before();
        return at >= 0 && at < axis.input() ? at : -1;
    }
}
