package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the training when a number has not become better for some epochs: TensorFlow's
 * {@code tf.keras.callbacks.EarlyStopping}. Numbers whose name contains {@code acc} are better when they are greater, others
 * when they are less.
 */
public final class EarlyStopping implements Callback {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyStopping.class);

    private Monitor monitor;
    private int patience;
    private double minDelta;
    private boolean restoreBestWeights;

    private double best;
    private int wait;
    private int stoppedEpoch;
    private List<Tensor> bestWeights = List.of();

    /** Watches {@code val_loss}. */
    public EarlyStopping() {
        this("val_loss");
    }

    /** Watches the number of this name. */
    public EarlyStopping(String monitor) {
        this.monitor = Monitor.of(monitor);
    }

    /** After how many epochs without progress training ends, by default 0: at the first one. */
    public EarlyStopping patience(int epochs) {
        this.patience = epochs;
        return this;
    }

    /** A change that is not greater than this counts as none. */
    public EarlyStopping minDelta(double least) {
        this.minDelta = Math.abs(least);
        return this;
    }

    /** {@code "min"}, {@code "max"}, or {@code "auto"} to tell by the name. */
    public EarlyStopping mode(String mode) {
        this.monitor = monitor.mode(mode);
        return this;
    }

    /** When training is stopped, whether the model gets back the weights of the best epoch. */
    public EarlyStopping restoreBestWeights(boolean yes) {
        this.restoreBestWeights = yes;
        return this;
    }

    /** The epoch after which training was stopped, 0 if it was not. */
    public int stoppedEpoch() {
        return stoppedEpoch;
    }

    @Override
    public void onTrainBegin(Sequential model, Plan plan) {
        best = monitor.worst();
        wait = 0;
        stoppedEpoch = 0;
        bestWeights = List.of();
    }

    @Override
    public void onEpochEnd(Sequential model, int epoch, Logs logs) {
        double current = monitor.in(logs, "EarlyStopping");
        if (monitor.isBetter(current, best, minDelta)) {
            best = current;
            wait = 0;
            bestWeights = restoreBestWeights ? model.getWeights() : List.of();
            return;
        }
        wait++;
        if (wait >= patience) {
            stoppedEpoch = epoch;
            model.stopTraining();
            if (!bestWeights.isEmpty()) {
                LOG.debug("Restoring model weights from the end of the best epoch.");
                model.setWeights(bestWeights);
            }
        }
    }
}
