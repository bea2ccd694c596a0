package org.headrace.ops.rnn;

import java.util.Objects;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Workers;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.Product;
import org.headrace.ops.kernels.ProductSizes;

/**
 * One time of a long short-term memory: {@code [x, h] w + b} in one product, of which the quarters are for the input gate i,
 * the new content ci, the forget gate f and the output gate o; then {@code cs = i ci + f cs}, {@code co = tanh(cs)},
 * {@code h = o co}, a row after the other while it is in the cache.
 */
final class LstmForward implements Workers.Piece {
    private static final int OUTPUTS = 7;

    private final LstmSizes sizes;
    private final float forgetBias;
    private final float clip;
    private final boolean peephole;
    private final int first;
    private final Workers workers;
    private final Product<float[]> product;
    private final Primitives.Unary<float[]> sigmoid;
    private final Primitives.Unary<float[]> tanh;
    private final float[] joined;
    private final float[] gates;

    private final float[][] outputs = new float[OUTPUTS][];
    private final float[][] inputs = new float[8][];
    private float[] statesBefore = new float[0];
    private int before;
    private int at;

    /** The inputs are x, cs_prev, h_prev, w, wci, wcf, wco and b, from input {@code first} on. */
    LstmForward(Signature signature, LstmSizes sizes, int first, float forgetBias, float clip, boolean peephole) {
        this.sizes = sizes;
        this.first = first;
        this.forgetBias = forgetBias;
        this.clip = clip;
        this.peephole = peephole;
        this.workers = signature.workers();
        int width = sizes.inputs() + sizes.cells();
        this.product = Kernels.gemm()
                .floats(
                        new ProductSizes(false, false, sizes.batch(), 4 * sizes.cells(), width, false),
                        workers,
                        Product.Finish.NONE);
        Primitives<float[]> primitives = Kernels.provider().floats();
        this.sigmoid = Objects.requireNonNull(primitives.unary(UnaryPrimitive.SIGMOID));
        this.tanh = Objects.requireNonNull(primitives.unary(UnaryPrimitive.TANH));
        this.joined = new float[Math.multiplyExact(sizes.batch(), width)];
        this.gates = new float[Math.multiplyExact(sizes.batch(), 4 * sizes.cells())];
    }

    /** Takes the arrays of a run. The outputs are i, cs, f, o, ci, co and h. */
    void bind(KernelContext context) {
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = context.input(first + i).floats();
        }
        for (int i = 0; i < OUTPUTS; i++) {
            outputs[i] = context.output(i).floats();
        }
    }

    /** Computes time {@code t}. */
    void step(int t) {
        int size = sizes.state();
        statesBefore = t == 0 ? inputs[1] : outputs[1];
        before = t == 0 ? 0 : (t - 1) * size;
        float[] hidden = t == 0 ? inputs[2] : outputs[6];
        at = t * size;
        join(sizes, inputs[0], t * sizes.batch() * sizes.inputs(), hidden, before, joined);
        product.run(joined, 0, inputs[3], 0, gates, 0);
        workers.run(sizes.pieces(), this);
    }

    /** Puts each row of x and h into one. */
    static void join(LstmSizes sizes, float[] x, int xAt, float[] h, int hAt, float[] joined) {
        int width = sizes.inputs() + sizes.cells();
        for (int b = 0; b < sizes.batch(); b++) {
            System.arraycopy(x, xAt + b * sizes.inputs(), joined, b * width, sizes.inputs());
            System.arraycopy(h, hAt + b * sizes.cells(), joined, b * width + sizes.inputs(), sizes.cells());
        }
    }

    @Override
    public void run(int piece, int worker) {
        int from = piece * sizes.rowsPerPiece();
        int to = Math.min(sizes.batch(), from + sizes.rowsPerPiece());
        for (int row = from; row < to; row++) {
            row(row);
        }
    }

    private void row(int row) {
        int n = sizes.cells();
        int gate = row * 4 * n;
        int out = at + row * n;
        int old = before + row * n;
        float[] bias = inputs[7];
        for (int k = 0; k < 4 * n; k++) {
            gates[gate + k] += bias[k];
        }
        for (int k = 0; k < n; k++) {
            gates[gate + 2 * n + k] += forgetBias;
        }
        if (peephole) {
            for (int k = 0; k < n; k++) {
                gates[gate + k] += statesBefore[old + k] * inputs[4][k];
                gates[gate + 2 * n + k] += statesBefore[old + k] * inputs[5][k];
            }
        }
        float[] i = outputs[0];
        float[] cs = outputs[1];
        float[] f = outputs[2];
        float[] o = outputs[3];
        float[] ci = outputs[4];
        float[] co = outputs[5];
        float[] h = outputs[6];
        sigmoid.apply(gates, gate, i, out, n);
        tanh.apply(gates, gate + n, ci, out, n);
        sigmoid.apply(gates, gate + 2 * n, f, out, n);
        for (int k = 0; k < n; k++) {
            float state = i[out + k] * ci[out + k] + f[out + k] * statesBefore[old + k];
            cs[out + k] = clip > 0 ? Math.max(-clip, Math.min(clip, state)) : state;
        }
        tanh.apply(cs, out, co, out, n);
        if (peephole) {
            for (int k = 0; k < n; k++) {
                gates[gate + 3 * n + k] += cs[out + k] * inputs[6][k];
            }
        }
        sigmoid.apply(gates, gate + 3 * n, o, out, n);
        for (int k = 0; k < n; k++) {
            h[out + k] = o[out + k] * co[out + k];
        }
    }
}
