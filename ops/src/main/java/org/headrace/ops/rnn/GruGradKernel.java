package org.headrace.ops.rnn;

import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;

/** Goes back through a gated recurrent unit, first through the content, then through the gates. */
final class GruGradKernel implements Kernel {
    private final LstmSizes sizes;
    private final Product<float[]> fromContent;
    private final Product<float[]> fromGates;
    private final float[] joinedContent;
    private final float[] joinedGates;

    GruGradKernel(Signature signature) {
        this.sizes = LstmSizes.of(signature, 0);
        int n = sizes.cells();
        int width = sizes.inputs() + n;
        this.fromContent = Kernels.gemm()
                .floats(
                        new ProductSizes(false, true, sizes.batch(), width, n, false),
                        signature.workers(),
                        Product.Finish.NONE);
        this.fromGates = Kernels.gemm()
                .floats(
                        new ProductSizes(false, true, sizes.batch(), width, 2 * n, false),
                        signature.workers(),
                        Product.Finish.NONE);
        this.joinedContent = new float[Math.multiplyExact(sizes.batch(), width)];
        this.joinedGates = new float[joinedContent.length];
    }

    @Override
    public void run(KernelContext context) {
        int n = sizes.cells();
        int width = sizes.inputs() + n;
        float[] before = context.input(1).floats();
        float[] r = context.input(6).floats();
        float[] u = context.input(7).floats();
        float[] c = context.input(8).floats();
        float[] dh = context.input(9).floats();
        float[] dx = context.output(0).floats();
        float[] dBefore = context.output(1).floats();
        float[] dContent = context.output(2).floats();
        float[] dGates = context.output(3).floats();
        for (int i = 0; i < sizes.state(); i++) {
            dContent[i] = dh[i] * (1 - u[i]) * (1 - c[i] * c[i]);
        }
        fromContent.run(dContent, 0, context.input(3).floats(), 0, joinedContent, 0);
        for (int b = 0; b < sizes.batch(); b++) {
            for (int k = 0; k < n; k++) {
                int i = b * n + k;
                float dReset = joinedContent[b * width + sizes.inputs() + k];
                dGates[b * 2 * n + k] = dReset * before[i] * r[i] * (1 - r[i]);
                dGates[b * 2 * n + n + k] = dh[i] * (before[i] - c[i]) * u[i] * (1 - u[i]);
            }
        }
        fromGates.run(dGates, 0, context.input(2).floats(), 0, joinedGates, 0);
        for (int b = 0; b < sizes.batch(); b++) {
            for (int k = 0; k < sizes.inputs(); k++) {
                dx[b * sizes.inputs() + k] = joinedContent[b * width + k] + joinedGates[b * width + k];
            }
            for (int k = 0; k < n; k++) {
                int i = b * n + k;
                int at = b * width + sizes.inputs() + k;
                dBefore[i] = joinedGates[at] + joinedContent[at] * r[i] + dh[i] * u[i];
            }
        }
    }
}
