package org.headrace.ops.rnn;

import java.util.Arrays;
import org.headrace.core.KernelContext;
import org.headrace.core.Workers;

/**
 * The gradients of one time of a long short-term memory, from those of cs and h: of the four gates' sums ({@code dicfo}),
 * of the state before, and of the weights of the peepholes, which add up.
 */
final class LstmBackward implements Workers.Piece {
    private final LstmSizes sizes;
    private final boolean peephole;
    private final Workers workers;
    /** Of the gates' sums: di, dci, df, do of each row. */
    final float[] gates;

    private final float[][] values = new float[6][];
    private float[] wci = new float[0];
    private float[] wcf = new float[0];
    private float[] wco = new float[0];
    private float[] statesBefore = new float[0];
    private float[] stateGradients = new float[0];
    private float[] hiddenGradients = new float[0];
    private float[] beforeGradients = new float[0];
    private int at;
    private int before;
    private int gradientsAt;

    LstmBackward(LstmSizes sizes, boolean peephole, Workers workers) {
        this.sizes = sizes;
        this.peephole = peephole;
        this.workers = workers;
        this.gates = new float[Math.multiplyExact(sizes.batch(), 4 * sizes.cells())];
    }

    /** Takes the arrays of a run: i, cs, f, o, ci and co are inputs {@code first} and on, the peepholes' inputs {@code peepholes}. */
    void bind(KernelContext context, int first, int peepholes) {
        for (int i = 0; i < values.length; i++) {
            values[i] = context.input(first + i).floats();
        }
        wci = context.input(peepholes).floats();
        wcf = context.input(peepholes + 1).floats();
        wco = context.input(peepholes + 2).floats();
    }

    /**
     * Computes {@link #gates} and {@code beforeGradients}, those of the state before, which may be the array of those of the
     * state itself.
     *
     * @param t the time, of whose values' rows the first is {@code t * batch}
     * @param gradientsAt where the gradients of cs and h begin
     */
    void step(
            int t,
            float[] statesBefore,
            int before,
            float[] stateGradients,
            float[] hiddenGradients,
            int gradientsAt,
            float[] beforeGradients) {
        this.at = t * sizes.state();
        this.statesBefore = statesBefore;
        this.before = before;
        this.stateGradients = stateGradients;
        this.hiddenGradients = hiddenGradients;
        this.gradientsAt = gradientsAt;
        this.beforeGradients = beforeGradients;
        workers.run(sizes.pieces(), this);
    }

    @Override
    public void run(int piece, int worker) {
        int from = piece * sizes.rowsPerPiece();
        int to = Math.min(sizes.batch(), from + sizes.rowsPerPiece());
        int n = sizes.cells();
        for (int row = from; row < to; row++) {
            for (int k = 0; k < n; k++) {
                element(row * n + k, row * 4 * n + k, k);
            }
        }
    }

    private void element(int e, int gate, int k) {
        int v = at + e;
        int n = sizes.cells();
        float i = values[0][v];
        float f = values[2][v];
        float o = values[3][v];
        float ci = values[4][v];
        float co = values[5][v];
        float old = statesBefore[before + e];
        float dh = hiddenGradients[gradientsAt + e];
        float gradO = o * (1 - o) * dh * co;
        float dcs = (1 - co * co) * dh * o + stateGradients[gradientsAt + e];
        if (peephole) {
            dcs += gradO * wco[k];
        }
        float gradF = f * (1 - f) * dcs * old;
        float gradI = i * (1 - i) * dcs * ci;
        gates[gate] = gradI;
        gates[gate + n] = (1 - ci * ci) * dcs * i;
        gates[gate + 2 * n] = gradF;
        gates[gate + 3 * n] = gradO;
        float grad = dcs * f;
        beforeGradients[e] = peephole ? grad + gradI * wci[k] + gradF * wcf[k] : grad;
    }

    /** Adds to the gradients of the peepholes' weights, of the time that was computed last. */
    void addPeepholes(float[] wciGradient, float[] wcfGradient, float[] wcoGradient) {
        int n = sizes.cells();
        for (int b = 0; peephole && b < sizes.batch(); b++) {
            for (int k = 0; k < n; k++) {
                float old = statesBefore[before + b * n + k];
                wciGradient[k] += gates[b * 4 * n + k] * old;
                wcfGradient[k] += gates[b * 4 * n + 2 * n + k] * old;
                wcoGradient[k] += gates[b * 4 * n + 3 * n + k] * values[1][at + b * n + k];
            }
        }
    }

    static void clear(KernelContext context, int output) {
        Arrays.fill(context.output(output).floats(), 0, context.output(output).size(), 0);
    }
}
