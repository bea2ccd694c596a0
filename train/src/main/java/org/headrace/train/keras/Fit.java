package org.headrace.train.keras;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** How {@code fit} goes through the examples, with Keras' defaults: {@code new Fit().epochs(5).batchSize(128)}. */
public final class Fit {
    /** Keras' batch size. */
    static final int BATCH_SIZE = 32;

    int batchSize = BATCH_SIZE;
    int epochs = 1;
    int initialEpoch;
    double validationSplit;

    @Nullable
    Object validationX;

    @Nullable
    Object validationY;

    boolean shuffle = true;

    @Nullable
    Long seed;

    final List<Callback> callbacks = new ArrayList<>();

    /** One epoch of batches of 32, shuffled, silent. */
    public Fit() {}

    /** How many examples a step has, by default 32; the last one of an epoch may have fewer. */
    public Fit batchSize(int examples) {
        this.batchSize = atLeast(1, "batch_size", examples);
        return this;
    }

    /** The number of the epoch before which training ends: from epoch 0, how many epochs. */
    public Fit epochs(int count) {
        this.epochs = atLeast(0, "epochs", count);
        return this;
    }

    /** The number of the first epoch, to go on with earlier training. */
    public Fit initialEpoch(int first) {
        this.initialEpoch = atLeast(0, "initial_epoch", first);
        return this;
    }

    /** Which fraction of the examples, the last ones, is kept for validation. They are cut off before shuffling. */
    public Fit validationSplit(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new InvalidArgumentException("validation_split is the fraction that is kept for validation, from 0 to"
                    + " below 1, not " + fraction);
        }
        this.validationSplit = fraction;
        return this;
    }

    /** What to validate with after each epoch. It goes before {@link #validationSplit}. */
    public Fit validationData(Object x, Object y) {
        this.validationX = x;
        this.validationY = y;
        return this;
    }

    /** Whether each epoch has an order of its own, by default yes. */
    public Fit shuffle(boolean yes) {
        this.shuffle = yes;
        return this;
    }

    /** What the orders are drawn from; by default the graph's seed if it has one, else it is different each time. */
    public Fit seed(long orders) {
        this.seed = orders;
        return this;
    }

    /** Tells these of what happens, in this order, after those given before. */
    public Fit callbacks(Callback... more) {
        callbacks.addAll(List.of(more));
        return this;
    }

    /**
     * Prints how it goes: with 1 a bar for each epoch, with 2 a line, with 0 nothing. {@code verbose(1, System.out)} prints
     * what Keras does by default.
     */
    public Fit verbose(int how, PrintStream out) {
        if (how < 0 || how > 2) {
            throw new InvalidArgumentException(
                    "verbose is 0 for nothing, 1 for a bar, 2 for a line an epoch, not " + how);
        }
        return how == 0 ? this : callbacks(new ProgbarLogger(out, how));
    }

    static int atLeast(int least, String what, int given) {
        if (given < least) {
            throw new InvalidArgumentException("`" + what + "` must be at least " + least + ", not " + given);
        }
        return given;
    }
}
