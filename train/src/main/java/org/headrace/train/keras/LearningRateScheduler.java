package org.headrace.train.keras;

/**
 * Sets the learning rate at the beginning of each epoch: TensorFlow's {@code tf.keras.callbacks.LearningRateScheduler}. The
 * history gets it as {@code lr}. For models whose optimizer was given by its name.
 */
public final class LearningRateScheduler implements Callback {
    private final Schedule schedule;

    /** The learning rate of an epoch. */
    @FunctionalInterface
    public interface Schedule {
        /** From the epoch's number and the learning rate so far. */
        double rate(int epoch, double rate);
    }

    /** A callback that sets this learning rate. */
    public LearningRateScheduler(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void onEpochBegin(Sequential model, int epoch) {
        model.setLearningRate(schedule.rate(epoch, model.learningRate()));
    }

    @Override
    public void onEpochEnd(Sequential model, int epoch, Logs logs) {
        logs.put("lr", model.learningRate());
    }
}
