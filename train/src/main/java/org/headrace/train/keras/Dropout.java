package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * While training, sets each value to 0 with probability {@code rate} and divides the others by {@code 1 - rate}; otherwise
 * it changes nothing. {@code rate} is what is dropped, where {@code tf.nn.dropout} takes what is kept.
 */
public final class Dropout extends Layer<Dropout> {
    private final double rate;
    private @Nullable Long seed;

    /** Drops this fraction, from 0 to below 1. */
    public Dropout(double rate) {
        super("dropout");
        if (!(rate >= 0 && rate < 1)) {
            throw new InvalidArgumentException("rate must be a number in the range [0, 1), got " + rate
                    + ": it is the fraction that is dropped, not kept");
        }
        this.rate = rate;
    }

    /** A seed of the op's own. */
    public Dropout seed(long opSeed) {
        requireNotPlaced("seed");
        this.seed = opSeed;
        return this;
    }

    @Override
    protected boolean trainsDifferently() {
        return true;
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        return training ? tf.nn.dropout(inputs, 1 - rate, seed) : tf.identity(inputs);
    }

    /** Drops in runs in which {@code training}, a bool scalar, is true. */
    Output apply(Ops tf, Output inputs, Output training) {
        return apply(tf, inputs, s -> {
            Ops cond = s.scope("cond");
            List<Output> ways = cond.switchTo(inputs, training);
            Output kept = cond.identity(ways.get(0));
            Output dropped = cond.nn.dropout(ways.get(1), 1 - rate, seed);
            Output result = cond.merge(List.of(kept, dropped)).get(0);
            result.setShape(inputs.shape());
            return result;
        });
    }
}
