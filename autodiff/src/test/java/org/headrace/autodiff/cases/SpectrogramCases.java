package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT32;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;

/** Rows of what {@code tf.signal} makes of several ops; complex numbers are given as their parts, and so taken. */
final class SpectrogramCases {
    private final List<OpCase> rows = new ArrayList<>();

    private SpectrogramCases() {}

    static List<OpCase> rows() {
        SpectrogramCases cases = new SpectrogramCases();
        cases.windows();
        cases.frames();
        cases.spectra();
        cases.cosines();
        return cases.rows.stream().map(OpCase::ranked).toList();
    }

    private static Tensor samples(long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.floorMod(i * 7919L + 31, 997) / 500f - 1;
        }
        return Tensor.wrap(shape, values);
    }

    private static List<Output> parts(Ops tf, Output x) {
        return List.of(tf.real(x), tf.imag(x));
    }

    private void windows() {
        for (int n : new int[] {1, 2, 7, 8}) {
            for (DType dtype : new DType[] {FLOAT32, FLOAT64}) {
                rows.add(OpCase.of("hannWindow/" + n + " " + dtype, (tf, in) -> tf.signal.hannWindow(n, true, dtype))
                        .asGiven()
                        .notDifferentiable()
                        .withinOfGreatest(4));
                rows.add(OpCase.of(
                                "hammingWindow/" + n + " " + dtype,
                                (tf, in) -> tf.signal.hammingWindow(n, n == 7, dtype))
                        .asGiven()
                        .notDifferentiable()
                        .withinOfGreatest(4));
            }
        }
    }

    private void frames() {
        rows.add(OpCase.of("frame", (tf, in) -> tf.signal.frame(in.get(0), 6, 4), samples(2, 21))
                .exact()
                .in(FLOAT32, FLOAT64));
        rows.add(OpCase.of("frame/integers", (tf, in) -> tf.signal.frame(in.get(0), 3, 1), new int[] {1, 2, 3, 4, 5})
                .exact()
                .notDifferentiable()
                .in(INT32));
        rows.add(OpCase.of(
                        "frame/filled up", (tf, in) -> tf.signal.frame(in.get(0), 6, 4, true, 0.5, -1), samples(2, 21))
                .exact()
                .in(FLOAT32, FLOAT64));
        rows.add(OpCase.of("frame/first axis", (tf, in) -> tf.signal.frame(in.get(0), 2, 3, true, 0, 0), samples(7, 2))
                .exact()
                .in(FLOAT32, FLOAT64));
        rows.add(OpCase.of("frame/too short", (tf, in) -> tf.signal.frame(in.get(0), 9, 3), samples(7))
                .exact()
                .in(FLOAT32, FLOAT64));
        for (int step : new int[] {1, 2, 5, 7}) {
            rows.add(OpCase.of(
                            "overlapAndAdd/" + step,
                            (tf, in) -> tf.signal.overlapAndAdd(in.get(0), step),
                            samples(2, 3, 5))
                    .withinOfGreatest(4)
                    .in(FLOAT32, FLOAT64));
        }
    }

    private void spectra() {
        Tensor signals = samples(2, 40);
        rows.add(OpCase.many("stft", (tf, in) -> parts(tf, tf.signal.stft(in.get(0), 16, 8)), signals)
                .notDifferentiable()
                .withinOfGreatest(64)
                .in(FLOAT32));
        rows.add(OpCase.many(
                        "stft/filled up",
                        (tf, in) -> parts(
                                tf,
                                tf.signal.stft(
                                        in.get(0),
                                        12,
                                        5,
                                        20,
                                        (s, n, dtype) -> s.signal.hammingWindow(n, true, dtype),
                                        true)),
                        signals)
                .notDifferentiable()
                .withinOfGreatest(64)
                .in(FLOAT32));
        rows.add(OpCase.many(
                        "stft/no window",
                        (tf, in) -> parts(tf, tf.signal.stft(in.get(0), 10, 5, null, null, false)),
                        signals)
                .notDifferentiable()
                .withinOfGreatest(64)
                .in(FLOAT32));
        Tensor re = samples(2, 4, 9);
        Tensor im = samples(2, 4, 9);
        for (int length : new int[] {12, 16, 20}) {
            rows.add(OpCase.of(
                            "inverseStft/" + length,
                            (tf, in) -> tf.signal.inverseStft(
                                    tf.complex(in.get(0), in.get(1)), length, 6, 16, tf.signal.inverseStftWindowFn(6)),
                            re,
                            im)
                    .notDifferentiable()
                    .withinOfGreatest(32)
                    .in(FLOAT32));
        }
        rows.add(OpCase.of("linearToMelWeightMatrix", (tf, in) -> tf.signal.linearToMelWeightMatrix())
                .asGiven()
                .notDifferentiable()
                .withinOfGreatest(256));
        rows.add(OpCase.of(
                        "linearToMelWeightMatrix/float64",
                        (tf, in) -> tf.signal.linearToMelWeightMatrix(10, 33, 16000, 60, 7000, FLOAT64))
                .asGiven()
                .notDifferentiable()
                .withinOfGreatest(256));
        rows.add(OpCase.of(
                        "mfccsFromLogMelSpectrograms",
                        (tf, in) -> tf.signal.mfccsFromLogMelSpectrograms(in.get(0)),
                        samples(2, 3, 20))
                .notDifferentiable()
                .withinOfGreatest(64)
                .in(FLOAT32));
    }

    private void cosines() {
        Tensor x = samples(2, 9);
        for (int type = 1; type <= 3; type++) {
            for (Integer n : new Integer[] {null, 5, 14}) {
                int kind = type;
                String name = type + (n == null ? "" : " of " + n);
                rows.add(OpCase.of("dct/" + name, (tf, in) -> tf.signal.dct(in.get(0), kind, n, null), x)
                        .notDifferentiable()
                        .withinOfGreatest(64)
                        .in(FLOAT32));
                if (type > 1) {
                    rows.add(OpCase.of("idct/ortho " + name, (tf, in) -> tf.signal.idct(in.get(0), kind, n, "ortho"), x)
                            .notDifferentiable()
                            .withinOfGreatest(64)
                            .in(FLOAT32));
                }
            }
        }
    }
}
