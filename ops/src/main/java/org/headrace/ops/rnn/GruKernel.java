package org.headrace.ops.rnn;

import java.util.Objects;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;

/** A gated recurrent unit: one product for both gates, one for the new content. */
final class GruKernel implements Kernel {
    private final LstmSizes sizes;
    private final Product<float[]> toGates;
    private final Product<float[]> toContent;
    private final Primitives.Unary<float[]> sigmoid;
    private final Primitives.Unary<float[]> tanh;
    private final float[] joined;
    private final float[] gates;
    private final float[] reset;

    GruKernel(Signature signature) {
        this.sizes = LstmSizes.of(signature, 0);
        int n = sizes.cells();
        int width = sizes.inputs() + n;
        this.toGates = Kernels.gemm()
                .floats(
                        new ProductSizes(false, false, sizes.batch(), 2 * n, width, false),
                        signature.workers(),
                        Product.Finish.NONE);
        this.toContent = Kernels.gemm()
                .floats(
                        new ProductSizes(false, false, sizes.batch(), n, width, false),
                        signature.workers(),
                        Product.Finish.NONE);
        Primitives<float[]> primitives = Kernels.provider().floats();
        this.sigmoid = Objects.requireNonNull(primitives.unary(UnaryPrimitive.SIGMOID));
        this.tanh = Objects.requireNonNull(primitives.unary(UnaryPrimitive.TANH));
        this.joined = new float[Math.multiplyExact(sizes.batch(), width)];
        this.gates = new float[Math.multiplyExact(sizes.batch(), 2 * n)];
        this.reset = new float[sizes.state()];
    }

    @Override
    public void run(KernelContext context) {
        int n = sizes.cells();
        float[] x = context.input(0).floats();
        float[] before = context.input(1).floats();
        float[] gateBias = context.input(4).floats();
        float[] contentBias = context.input(5).floats();
        float[] r = context.output(0).floats();
        float[] u = context.output(1).floats();
        float[] c = context.output(2).floats();
        float[] h = context.output(3).floats();
        LstmForward.join(sizes, x, 0, before, 0, joined);
        toGates.run(joined, 0, context.input(2).floats(), 0, gates, 0);
        for (int b = 0; b < sizes.batch(); b++) {
            for (int k = 0; k < 2 * n; k++) {
                gates[b * 2 * n + k] += gateBias[k];
            }
            sigmoid.apply(gates, b * 2 * n, r, b * n, n);
            sigmoid.apply(gates, b * 2 * n + n, u, b * n, n);
        }
        for (int i = 0; i < sizes.state(); i++) {
            reset[i] = before[i] * r[i];
        }
        LstmForward.join(sizes, x, 0, reset, 0, joined);
        toContent.run(joined, 0, context.input(3).floats(), 0, c, 0);
        for (int b = 0; b < sizes.batch(); b++) {
            for (int k = 0; k < n; k++) {
                c[b * n + k] += contentBias[k];
            }
        }
        tanh.apply(c, 0, c, 0, sizes.state());
        for (int i = 0; i < sizes.state(); i++) {
            h[i] = u[i] * (before[i] - c[i]) + c[i];
        }
    }
}
