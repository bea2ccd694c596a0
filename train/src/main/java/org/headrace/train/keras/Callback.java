package org.headrace.train.keras;

/**
 * Is told what happens while a model is trained: TensorFlow's {@code tf.keras.callbacks.Callback}. Epochs and batches count
 * from 0. {@code model.stopTraining()} ends the training after the epoch, {@code model.session()} and {@code model.graph()}
 * give access to all the rest.
 */
public interface Callback {
    /** Before the first epoch. */
    default void onTrainBegin(Sequential model, Plan plan) {}

    /** After the last epoch, whether or not there were as many as planned. */
    default void onTrainEnd(Sequential model) {}

    /** Before an epoch. */
    default void onEpochBegin(Sequential model, int epoch) {}

    /** After an epoch; {@code logs} has the means of its training, those of the validation data, and what other callbacks put. */
    default void onEpochEnd(Sequential model, int epoch, Logs logs) {}

    /** After a batch; {@code logs} has the means of the epoch so far, and is overwritten by the next batch. */
    default void onBatchEnd(Sequential model, int batch, int seen, Logs logs) {}

    /**
     * What is about to happen.
     *
     * @param samples how many examples are trained with
     * @param validationSamples how many there are for validation, or 0
     * @param epochs the number at which training ends
     * @param batchSize how many examples a step has
     */
    record Plan(int samples, int validationSamples, int epochs, int batchSize) {}
}
