package org.headrace.ops.rnn;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;

/** Goes back through a sequence, with two products a time: one to the inputs, one to the weights, where it adds up. */
final class BlockLstmGradKernel implements Kernel {
    private static final int X = 1;
    private static final int CS = 10;
    private static final int H = 15;

    private final LstmSizes sizes;
    private final LstmBackward backward;
    private final Product<float[]> toInputs;
    private final Product<float[]> toWeights;
    private final float[] joined;
    private final float[] stateGradients;
    private final float[] hiddenGradients;

    BlockLstmGradKernel(Signature signature, boolean peephole) {
        this.sizes = LstmSizes.of(signature, X);
        this.backward = new LstmBackward(sizes, peephole, signature.workers());
        int width = sizes.inputs() + sizes.cells();
        int gates = 4 * sizes.cells();
        this.toInputs = Kernels.gemm()
                .floats(
                        new ProductSizes(false, true, sizes.batch(), width, gates, false),
                        signature.workers(),
                        Product.Finish.NONE);
        this.toWeights = Kernels.gemm()
                .floats(
                        new ProductSizes(true, false, width, gates, sizes.batch(), true),
                        signature.workers(),
                        Product.Finish.NONE);
        this.joined = new float[Math.multiplyExact(sizes.batch(), width)];
        this.stateGradients = new float[sizes.state()];
        this.hiddenGradients = new float[sizes.state()];
    }

    @Override
    public void run(KernelContext context) {
        int times = BlockLSTM.times(context, sizes, context.input(0).toLong());
        backward.bind(context, 9, 5);
        for (int i = 1; i < 8; i++) {
            LstmBackward.clear(context, i);
        }
        float[] dx = context.output(0).floats();
        int step = sizes.batch() * sizes.inputs();
        Arrays.fill(dx, times * step, sizes.times() * step, 0);
        for (int t = times - 1; t >= 0; t--) {
            back(context, t, dx);
        }
    }

    private void back(KernelContext context, int t, float[] dx) {
        int size = sizes.state();
        float[] beforeState = context.output(1).floats();
        float[] beforeHidden = context.output(2).floats();
        float[] dcs = context.input(16).floats();
        float[] dh = context.input(17).floats();
        for (int i = 0; i < size; i++) {
            stateGradients[i] = beforeState[i] + dcs[t * size + i];
            hiddenGradients[i] = beforeHidden[i] + dh[t * size + i];
        }
        int before = t == 0 ? 0 : (t - 1) * size;
        float[] states = context.input(t == 0 ? X + 1 : CS).floats();
        float[] hidden = context.input(t == 0 ? X + 2 : H).floats();
        backward.step(t, states, before, stateGradients, hiddenGradients, 0, beforeState);
        backward.addPeepholes(
                context.output(4).floats(),
                context.output(5).floats(),
                context.output(6).floats());
        toInputs.run(backward.gates, 0, context.input(X + 3).floats(), 0, joined, 0);
        split(t, dx, beforeHidden);
        LstmForward.join(sizes, context.input(X).floats(), t * sizes.batch() * sizes.inputs(), hidden, before, joined);
        toWeights.run(joined, 0, backward.gates, 0, context.output(3).floats(), 0);
        float[] db = context.output(7).floats();
        int gates = 4 * sizes.cells();
        for (int b = 0; b < sizes.batch(); b++) {
            for (int k = 0; k < gates; k++) {
                db[k] += backward.gates[b * gates + k];
            }
        }
    }

    private void split(int t, float[] dx, float[] dh) {
        int width = sizes.inputs() + sizes.cells();
        for (int b = 0; b < sizes.batch(); b++) {
            int x = (t * sizes.batch() + b) * sizes.inputs();
            System.arraycopy(joined, b * width, dx, x, sizes.inputs());
            System.arraycopy(joined, b * width + sizes.inputs(), dh, b * sizes.cells(), sizes.cells());
        }
    }
}
