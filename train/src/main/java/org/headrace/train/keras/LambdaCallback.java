package org.headrace.train.keras;

/** A callback of functions: TensorFlow's {@code tf.keras.callbacks.LambdaCallback}. Those not given do nothing. */
public final class LambdaCallback implements Callback {
    private Epoch atEpochEnd = (model, epoch, logs) -> {};
    private Batch atBatchEnd = (model, batch, seen, logs) -> {};

    /** Of no functions yet. */
    public LambdaCallback() {}

    /** What is done after an epoch. */
    @FunctionalInterface
    public interface Epoch {
        /** See {@link Callback#onEpochEnd}. */
        void end(Sequential model, int epoch, Logs logs);
    }

    /** What is done after a batch. */
    @FunctionalInterface
    public interface Batch {
        /** See {@link Callback#onBatchEnd}. */
        void end(Sequential model, int batch, int seen, Logs logs);
    }

    /** Does this after each epoch. */
    public LambdaCallback onEpochEnd(Epoch what) {
        this.atEpochEnd = what;
        return this;
    }

    /** Does this after each batch. */
    public LambdaCallback onBatchEnd(Batch what) {
        this.atBatchEnd = what;
        return this;
    }

    @Override
    public void onEpochEnd(Sequential model, int epoch, Logs logs) {
        atEpochEnd.end(model, epoch, logs);
    }

    @Override
    public void onBatchEnd(Sequential model, int batch, int seen, Logs logs) {
        atBatchEnd.end(model, batch, seen, logs);
    }
}
