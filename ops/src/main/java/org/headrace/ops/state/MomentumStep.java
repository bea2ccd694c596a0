package org.headrace.ops.state;

/** The formula of momentum over a stretch of a variable, in the order in which TensorFlow computes it. */
record MomentumStep(boolean nesterov) {
    /** Changes {@code n} elements from {@code at} on by those of the gradient from {@code from} on. */
    void apply(float[] variable, float[] accum, int at, float[] grad, int from, int n, float lr, float momentum) {
        for (int i = 0; i < n; i++) {
            float g = grad[from + i];
            float a = accum[at + i] * momentum + g;
            accum[at + i] = a;
            variable[at + i] -= nesterov ? g * lr + a * momentum * lr : a * lr;
        }
    }

    /** Changes {@code n} elements from {@code at} on by those of the gradient from {@code from} on. */
    void apply(double[] variable, double[] accum, int at, double[] grad, int from, int n, double lr, double momentum) {
        for (int i = 0; i < n; i++) {
            double g = grad[from + i];
            double a = accum[at + i] * momentum + g;
            accum[at + i] = a;
            variable[at + i] -= nesterov ? g * lr + a * momentum * lr : a * lr;
        }
    }
}
