package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;

/** Rows of complex numbers, their matrix products and Fourier transforms; these are given as their parts, and so taken. */
final class SignalCases {
    private static final float[][] RE = {{1.5f, -0.75f, 2.25f}, {-2, 0.5f, 3}};
    private static final float[][] IM = {{-0.5f, 1.25f, 0.3f}, {2.5f, -1.5f, -0.7f}};
    private static final float[] EDGES = {
        0, -0f, 1, -1, 3e38f, 1e-38f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN
    };

    private final List<OpCase> rows = new ArrayList<>();

    private SignalCases() {}

    static List<OpCase> rows() {
        SignalCases cases = new SignalCases();
        cases.parts();
        cases.products();
        cases.transforms();
        cases.spectra();
        return cases.rows.stream()
                .map(row -> row.dtypes().size() == 1 ? row : row.in(DType.FLOAT32, DType.FLOAT64))
                .toList();
    }

    private void parts() {
        rows.add(OpCase.of("Complex", (tf, in) -> parts(tf, tf.complex(in.get(0), in.get(1))), RE, IM)
                .exact());
        rows.add(OpCase.of(
                        "Complex/row and column",
                        (tf, in) -> parts(tf, tf.complex(in.get(0), in.get(1))),
                        new float[] {1, 2, -3},
                        new float[][] {{0.5f}, {-1}})
                .exact());
        rows.add(OpCase.of("Complex/scalar", (tf, in) -> parts(tf, tf.complex(in.get(0), in.get(1))), 2.5f, EDGES)
                .exact()
                .notDifferentiable());
        rows.add(OpCase.of(
                        "Complex/empty",
                        (tf, in) -> parts(tf, tf.complex(in.get(0), in.get(1))),
                        Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)),
                        new float[3])
                .exact());
        rows.add(OpCase.of("Real", (tf, in) -> tf.real(tf.complex(in.get(0), in.get(1))), RE, IM)
                .exact());
        rows.add(OpCase.of("Imag", (tf, in) -> tf.imag(tf.complex(in.get(0), in.get(1))), RE, IM)
                .exact());
        rows.add(OpCase.of("Imag/real", (tf, in) -> tf.imag(in.get(0)), (Object) RE)
                .exact()
                .notDifferentiable());
        rows.add(OpCase.of("Conj", (tf, in) -> parts(tf, tf.conj(tf.complex(in.get(0), in.get(1)))), RE, IM)
                .exact());
        rows.add(OpCase.of("Conj/edges", (tf, in) -> parts(tf, tf.conj(tf.complex(in.get(0), in.get(0)))), EDGES)
                .exact()
                .notDifferentiable());
        rows.add(OpCase.of("Angle", (tf, in) -> tf.angle(tf.complex(in.get(0), in.get(1))), RE, IM));
        rows.add(OpCase.of(
                        "Angle/edges",
                        (tf, in) -> tf.angle(tf.complex(in.get(0), in.get(1))),
                        new float[] {0, -0f, 0, -0f, 1, -1, -1},
                        new float[] {0, 0, -0f, -0f, 0, 0, -0f})
                .notDifferentiable());
        rows.add(OpCase.of("ComplexAbs", (tf, in) -> tf.abs(tf.complex(in.get(0), in.get(1))), RE, IM));
        rows.add(OpCase.of(
                        "ComplexAbs/edges",
                        (tf, in) -> tf.abs(tf.complex(in.get(0), in.get(1))),
                        new float[] {0, 3e38f, 1e-30f, Float.POSITIVE_INFINITY, Float.NaN},
                        new float[] {0, 1e38f, 1e-30f, 1, 1})
                .notDifferentiable());
    }

    private void products() {
        float[][] third = {{1, -0.5f}, {0.25f, 2}, {-1.5f, 0.75f}};
        float[][] fourth = {{0.5f, 1}, {-1, -0.25f}, {2, 1.25f}};
        rows.add(complex("MatMul/complex", (tf, a, b) -> tf.matmul(a, b), RE, IM, third, fourth));
        rows.add(complex(
                "MatMul/complex, transposed", (tf, a, b) -> tf.matmul(b, a, true, true), RE, IM, third, fourth));
        rows.add(complex(
                "MatMul/complex, adjoint",
                (tf, a, b) -> tf.matmul(b, a, false, false, true, true),
                RE,
                IM,
                third,
                fourth));
        rows.add(complex(
                "MatMul/complex, nothing to sum",
                (tf, a, b) -> tf.matmul(a, b),
                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0)),
                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0)),
                Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)),
                Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))));
        float[][][] batch = {RE, {{0.5f, 1, -2}, {1, -1, 0.25f}}};
        float[][][] batchIm = {IM, {{2, 0.5f, 1}, {-0.5f, 1, 3}}};
        for (int turns = 0; turns < 4; turns++) {
            boolean adjointA = turns % 2 == 1;
            boolean adjointB = turns / 2 == 1;
            String name = (adjointA ? " adjoint" : "") + (adjointB ? " of adjoint" : "");
            rows.add(complex(
                    "BatchMatMul/complex" + name,
                    (tf, a, b) -> tf.matmul(
                            adjointA ? tf.linalg.matrixTranspose(a) : a,
                            adjointB ? b : tf.linalg.matrixTranspose(b),
                            false,
                            false,
                            adjointA,
                            adjointB),
                    batch,
                    batchIm,
                    batchIm,
                    batch));
        }
        rows.add(complex(
                "BatchMatMulV2/complex, one for all",
                (tf, a, b) -> tf.matmul(a, tf.expandDims(b, 0), true, false),
                batch,
                batchIm,
                IM,
                RE));
    }

    private interface OfTwo {
        Output build(Ops tf, Output a, Output b);
    }

    private static OpCase complex(String name, OfTwo build, Object re, Object im, Object otherRe, Object otherIm) {
        OpCase.One parts = (tf, in) ->
                parts(tf, build.build(tf, tf.complex(in.get(0), in.get(1)), tf.complex(in.get(2), in.get(3))));
        return OpCase.of(name, parts, re, im, otherRe, otherIm).withinOfGreatest(64);
    }

    private interface OfOne {
        Output build(Ops tf, Output x);
    }

    /** Numbers without a pattern. */
    static Tensor wave(int... dims) {
        int size = 1;
        long[] shape = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            size *= dims[i];
            shape[i] = dims[i];
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.sin(i * i * 0.7 + i);
        }
        return Tensor.wrap(Shape.of(shape), values);
    }

    private void transform(String name, OfOne build, int... dims) {
        OpCase.One parts = (tf, in) -> parts(tf, build.build(tf, tf.complex(in.get(0), in.get(1))));
        rows.add(
                OpCase.of(name, parts, wave(dims), wave(dims)).in(DType.FLOAT32).withinOfGreatest(32));
    }

    private void transforms() {
        for (int n : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 16, 17, 30, 60, 64, 77, 97, 100}) {
            transform("FFT/" + n, (tf, x) -> tf.signal.fft(x), n);
            transform("IFFT/" + n, (tf, x) -> tf.signal.ifft(x), n);
        }
        transform("FFT/rows", (tf, x) -> tf.signal.fft(x), 2, 3, 10);
        transform("FFT/no rows", (tf, x) -> tf.signal.fft(x), 0, 4);
        transform("FFT/nothing", (tf, x) -> tf.signal.fft(x), 2, 0);
        transform("FFT2D", (tf, x) -> tf.signal.fft2d(x), 4, 6);
        transform("FFT2D/batch", (tf, x) -> tf.signal.fft2d(x), 2, 3, 5);
        transform("IFFT2D", (tf, x) -> tf.signal.ifft2d(x), 4, 6);
        transform("IFFT2D/batch", (tf, x) -> tf.signal.ifft2d(x), 2, 3, 5);
        transform("FFT3D", (tf, x) -> tf.signal.fft3d(x), 2, 3, 4);
        transform("FFT3D/batch", (tf, x) -> tf.signal.fft3d(x), 2, 2, 3, 4);
        transform("IFFT3D", (tf, x) -> tf.signal.ifft3d(x), 2, 3, 4);
    }

    private void spectrum(String name, OfOne build, int... dims) {
        OpCase.One parts = (tf, in) -> parts(tf, build.build(tf, in.get(0)));
        rows.add(OpCase.of(name, parts, wave(dims))
                .in(DType.FLOAT32)
                .withinOfGreatest(32)
                .notDifferentiable());
    }

    private void real(String name, OfOne build, int... dims) {
        OpCase.One real = (tf, in) -> build.build(tf, tf.complex(in.get(0), in.get(1)));
        rows.add(OpCase.of(name, real, wave(dims), wave(dims))
                .in(DType.FLOAT32)
                .withinOfGreatest(32)
                .notDifferentiable());
    }

    private void spectra() {
        for (int n : new int[] {1, 2, 3, 4, 5, 8, 9, 12, 17}) {
            spectrum("RFFT/" + n, (tf, x) -> tf.signal.rfft(x), n);
            real("IRFFT/" + n, (tf, x) -> tf.signal.irfft(x, n), n / 2 + 1);
        }
        spectrum("RFFT/cut", (tf, x) -> tf.signal.rfft(x, 5), 2, 8);
        spectrum("RFFT/filled up", (tf, x) -> tf.signal.rfft(x, 12), 2, 8);
        spectrum("RFFT2D", (tf, x) -> tf.signal.rfft2d(x), 4, 6);
        spectrum("RFFT2D/odd, batch", (tf, x) -> tf.signal.rfft2d(x), 2, 3, 5);
        spectrum("RFFT2D/cut and filled up", (tf, x) -> tf.signal.rfft2d(x, 3, 10), 5, 7);
        real("IRFFT/even", (tf, x) -> tf.signal.irfft(x), 3, 5);
        real("IRFFT/cut", (tf, x) -> tf.signal.irfft(x, 4), 3, 5);
        real("IRFFT/filled up", (tf, x) -> tf.signal.irfft(x, 11), 3, 5);
        real("IRFFT2D", (tf, x) -> tf.signal.irfft2d(x), 4, 4);
        real("IRFFT2D/odd, batch", (tf, x) -> tf.signal.irfft2d(x, 3, 5), 2, 3, 3);
    }

    /** Real and imaginary parts as one tensor of real numbers. */
    static Output parts(Ops tf, Output x) {
        return tf.stack(List.of(tf.real(x), tf.imag(x)));
    }
}
