package org.headrace.ops.kernels;

/** Folds of float32 in plain Java, in loops that C2 turns into vectors. */
public class ScalarFloatFolds implements FoldLoops<float[]> {
    /** Without state: one serves all. */
    public ScalarFloatFolds() {}

    @Override
    public void one(Fold fold, float[] lanes, int at, float[] x, int from, int n) {
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < n; j++) {
                    lanes[at + j] += x[from + j];
                }
            }
            case PROD -> {
                for (int j = 0; j < n; j++) {
                    lanes[at + j] *= x[from + j];
                }
            }
            case MAX -> {
                for (int j = 0; j < n; j++) {
                    lanes[at + j] = Math.max(lanes[at + j], x[from + j]);
                }
            }
            case MIN -> {
                for (int j = 0; j < n; j++) {
                    lanes[at + j] = Math.min(lanes[at + j], x[from + j]);
                }
            }
        }
    }

    @Override
    public void four(Fold fold, float[] lanes, float[] x, int from, int stride, int n) {
        int x1 = from + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        switch (fold) {
            case SUM, MEAN -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] += (x[from + j] + x[x1 + j]) + (x[x2 + j] + x[x3 + j]);
                }
            }
            case PROD -> {
                for (int j = 0; j < n; j++) {
                    lanes[j] *= (x[from + j] * x[x1 + j]) * (x[x2 + j] * x[x3 + j]);
                }
            }
            case MAX -> {
                for (int j = 0; j < n; j++) {
                    float a = Math.max(x[from + j], x[x1 + j]);
                    float b = Math.max(x[x2 + j], x[x3 + j]);
                    lanes[j] = Math.max(lanes[j], Math.max(a, b));
                }
            }
            case MIN -> {
                for (int j = 0; j < n; j++) {
                    float a = Math.min(x[from + j], x[x1 + j]);
                    float b = Math.min(x[x2 + j], x[x3 + j]);
                    lanes[j] = Math.min(lanes[j], Math.min(a, b));
                }
            }
        }
    }
}
