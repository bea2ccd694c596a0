package org.headrace.ops.linalg;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * The gradient of {@link Cholesky} from its output {@code l} and {@code grad}, of both of which the lower half is read:
 * {@code L^-T P L^-1} made symmetric, {@code P} the lower half of {@code L^T grad}, half of the diagonal. TensorFlow's
 * {@code CholeskyGrad}, which earlier versions' gradients have. float32, float64.
 */
public record CholeskyGrad() implements OpType {
    /** So many columns are computed together. */
    private static final int BAND = 64;

    private static final DTypes DTYPES = DTypes.of(DType.FLOAT16, DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTYPES.require(in, 0, "l");
        Shape l = Matrices.square(in, 0, "l");
        Shape grad = Matrices.square(in, 1, "grad");
        if (in.dtype(0) != in.dtype(1) || !l.isCompatibleWith(grad)) {
            throw in.error("l is %s, grad is %s: they must be alike", in.input(0), in.input(1));
        }
        return List.of(in.input(0).withShape(l.merge(grad)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2}, rows -> {
            double[] middle = new double[n * n];
            double[] turned = new double[n * n];
            return (in, out) -> run(rows, n, in[0], in[1], middle, turned, out[0]);
        });
    }

    private static void run(
            Rows rows, int n, double[] l, double[] grad, double[] middle, double[] turned, double[] to) {
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                l[i * n + j] = 0;
                grad[i * n + j] = 0;
            }
        }
        multiply(rows, n, l, grad, middle);
        for (int i = 0; i < n; i++) {
            middle[i * n + i] /= 2;
            for (int j = i + 1; j < n; j++) {
                middle[i * n + j] = 0;
            }
        }
        // L^-T P L^-1 = L^-T (L^-T P^T)^T
        rows.transpose(n, n, middle, turned, false);
        solve(rows, n, l, turned);
        rows.transpose(n, n, turned, middle, false);
        Triangles.solve(rows, l, n, true, true, false, middle, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                to[i * n + j] = (middle[i * n + j] + middle[j * n + i]) / 2;
            }
        }
    }

    /** The lower half of {@code L^T G}, by bands of columns, of which {@code L^T} and {@code G} have zeros above. */
    private static void multiply(Rows rows, int n, double[] l, double[] grad, double[] to) {
        for (int from = 0; from < n; from += BAND) {
            int width = Math.min(BAND, n - from);
            for (int row = from; row < n; row += BAND) {
                int height = Math.min(BAND, n - row);
                // above that row, these columns of L are 0
                int at = row * n;
                rows.multiply(
                        false, height, width, n - row, l, at + row, n, true, grad, at + from, n, false, to, at + from,
                        n);
            }
        }
    }

    /** Overwrites an upper triangular {@code X} with {@code L^-T X}: below its columns' own rows, a band has zeros. */
    private static void solve(Rows rows, int n, double[] l, double[] x) {
        for (int from = 0; from < n; from += BAND) {
            int width = Math.min(BAND, n - from);
            Triangles.solve(rows, l, 0, n, from + width, true, true, false, x, from, n, width);
        }
    }
}
