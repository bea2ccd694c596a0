package org.headrace.ops.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code tf.signal} makes of several ops, against formulas. */
class SpectrogramsTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private static float[] samples(int n) {
        SplittableRandom random = new SplittableRandom(n);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private Tensor run(Output output) {
        try (Session session = new Session(graph)) {
            return session.run(output);
        }
    }

    @Test
    void framesOverlap() {
        Output frames = tf.signal.frame(tf.range(7), 3, 2);
        assertThat(frames.shape()).isEqualTo(Shape.of(3, 3));
        assertThat(run(frames)).isEqualTo(Tensor.of(new int[][] {{0, 1, 2}, {2, 3, 4}, {4, 5, 6}}));
    }

    @Test
    void lastFramesAreFilledUp() {
        Output frames = tf.signal.frame(tf.range(5), 3, 2, true, 9, 0);
        assertThat(frames.shape()).isEqualTo(Shape.of(3, 3));
        assertThat(run(frames)).isEqualTo(Tensor.of(new int[][] {{0, 1, 2}, {2, 3, 4}, {4, 9, 9}}));
    }

    @Test
    void framesOfASignalWhoseLengthIsUnknown() {
        Output signal = tf.placeholder(DType.FLOAT32, Shape.of(-1));
        Output frames = tf.signal.frame(signal, 2, 1);
        assertThat(frames.shape()).isEqualTo(Shape.of(-1, 2));
        try (Session session = new Session(graph)) {
            assertThat(session.feed(signal, new float[] {1, 2, 3}).run(frames))
                    .isEqualTo(Tensor.of(new float[][] {{1, 2}, {2, 3}}));
        }
    }

    @Test
    void framesOpsHaveTensorFlowsNames() {
        tf.signal.frame(tf.constant(samples(7)), 3, 2);
        assertThat(graph.ops().stream().map(Op::name))
                .contains(
                        "frame/frame_length",
                        "frame/range",
                        "frame/split",
                        "frame/Maximum",
                        "frame/gcd/Const",
                        "frame/StridedSlice",
                        "frame/GatherV2");
    }

    @Test
    void overlapsAreAdded() {
        float[][] frames = {{1, 2, 3}, {10, 20, 30}, {100, 200, 300}};
        assertThat(run(tf.signal.overlapAndAdd(tf.constant(frames), 1)))
                .isEqualTo(Tensor.of(new float[] {1, 12, 123, 230, 300}));
        assertThat(run(tf.signal.overlapAndAdd(tf.constant(frames), 3)))
                .isEqualTo(Tensor.of(new float[] {1, 2, 3, 10, 20, 30, 100, 200, 300}));
    }

    /** A direct sum over each frame, under a Hann window of period 8. */
    @Test
    void stftIsTheTransformOfEachFrame() {
        float[] x = samples(30);
        Output spectra =
                tf.signal.stft(tf.constant(x), 8, 3, 16, (s, n, dtype) -> s.signal.hannWindow(n, true, dtype), false);
        assertThat(spectra.shape()).isEqualTo(Shape.of(8, 9));
        Tensor re = run(tf.real(spectra));
        Tensor im = run(tf.imag(spectra));
        for (int frame = 0; frame < 8; frame++) {
            for (int k = 0; k < 9; k++) {
                double cosines = 0;
                double sines = 0;
                for (int t = 0; t < 8; t++) {
                    double value = x[3 * frame + t] * (0.5 - 0.5 * Math.cos(2 * Math.PI * t / 8));
                    cosines += value * Math.cos(2 * Math.PI * k * t / 16);
                    sines -= value * Math.sin(2 * Math.PI * k * t / 16);
                }
                assertThat(re.doubleAt(frame * 9 + k)).isCloseTo(cosines, within(1e-5));
                assertThat(im.doubleAt(frame * 9 + k)).isCloseTo(sines, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 4", "16, 8", "12, 5"})
    void inverseGivesTheSignalBack(int length, int step) {
        float[] x = samples(70);
        Output spectra = tf.signal.stft(tf.constant(x), length, step);
        Output back = tf.signal.inverseStft(spectra, length, step, null, tf.signal.inverseStftWindowFn(step));
        Tensor signal = run(back);
        assertThat(back.shape()).isEqualTo(signal.shape());
        for (int i = length; i < signal.size() - length; i++) { // at the ends not all frames are there
            assertThat(signal.doubleAt(i)).isCloseTo(x[i], within(1e-5));
        }
    }

    @Test
    void windowsAreRaisedCosines() {
        Tensor periodic = run(tf.signal.hannWindow(6));
        Tensor odd = run(tf.signal.hannWindow(5));
        Tensor symmetric = run(tf.signal.hammingWindow(6, false, DType.FLOAT64));
        for (int i = 0; i < 5; i++) {
            assertThat(periodic.doubleAt(i)).isCloseTo(0.5 - 0.5 * Math.cos(2 * Math.PI * i / 6), within(1e-6));
            // TensorFlow makes odd windows symmetric in any case
            assertThat(odd.doubleAt(i)).isCloseTo(0.5 - 0.5 * Math.cos(2 * Math.PI * i / 4), within(1e-6));
            assertThat(symmetric.doubleAt(i)).isCloseTo(0.54 - 0.46 * Math.cos(2 * Math.PI * i / 5), within(1e-12));
        }
    }

    /** SciPy's definitions. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void cosineTransformsAreTheirSums(int type) {
        int n = 9;
        float[] x = samples(n);
        Tensor actual = run(tf.signal.dct(tf.constant(x), type, null, null));
        for (int k = 0; k < n; k++) {
            double sum = type == 1 ? x[0] + (k % 2 == 0 ? x[n - 1] : -x[n - 1]) : type == 3 ? x[0] : 0;
            for (int t = type == 2 ? 0 : 1; t < (type == 1 ? n - 1 : n); t++) {
                double angle = type == 1
                        ? Math.PI * k * t / (n - 1)
                        : type == 2 ? Math.PI * k * (2 * t + 1) / (2 * n) : Math.PI * t * (2 * k + 1) / (2 * n);
                sum += 2 * x[t] * Math.cos(angle);
            }
            assertThat(actual.doubleAt(k)).isCloseTo(sum, within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"2", "3"})
    void orthogonalCosineTransformsComeBack(int type) {
        float[] x = samples(9);
        Tensor back = run(tf.signal.idct(tf.signal.dct(tf.constant(x), type, null, "ortho"), type, null, "ortho"));
        for (int i = 0; i < 9; i++) {
            assertThat(back.doubleAt(i)).isCloseTo(x[i], within(1e-6));
        }
    }

    @Test
    void melBandsAreTriangles() {
        Tensor matrix = run(tf.signal.linearToMelWeightMatrix(4, 17, 8000, 100, 3900, DType.FLOAT64));
        double lowest = mel(100);
        double width = (mel(3900) - lowest) / 5;
        for (int bin = 0; bin < 17; bin++) {
            for (int band = 0; band < 4; band++) {
                double mel = mel(bin * 4000.0 / 16);
                double distance = Math.abs(mel - (lowest + (band + 1) * width)) / width;
                double expected = bin == 0 ? 0 : Math.max(0, 1 - distance);
                assertThat(matrix.doubleAt(bin * 4 + band)).isCloseTo(expected, within(1e-9));
            }
        }
    }

    private static double mel(double hertz) {
        return 1127 * Math.log(1 + hertz / 700);
    }

    @Test
    void refusesWhatCannotBe() {
        Output signal = tf.constant(samples(9));
        assertThatThrownBy(() -> tf.signal.frame(signal, 0, 1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> tf.signal.frame(signal, 3, 1, false, 0, 2)).hasMessageContaining("axis 2");
        assertThatThrownBy(() -> tf.signal.dct(signal, 4, null, null)).hasMessageContaining("Types I, II and III");
        assertThatThrownBy(() -> tf.signal.dct(signal, 1, null, "ortho")).hasMessageContaining("Normalization");
        assertThatThrownBy(() -> tf.signal.linearToMelWeightMatrix(4, 17, 8000, 100, 4100, DType.FLOAT32))
                .hasMessageContaining("Nyquist");
    }
}
