package org.headrace.ops.rnn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A cell with dropout on what goes in, on what comes out, and on its state (of a long short-term memory on h alone):
 * TensorFlow's {@code tf.nn.rnn_cell.DropoutWrapper}, not variational.
 */
public final class DropoutWrapper implements RnnCell {
    private final RnnCell cell;
    private final double inputKeepProb;
    private final double outputKeepProb;
    private final double stateKeepProb;
    private final @Nullable Long seed;

    /**
     * @param inputKeepProb the probability that a number is kept; 1 for no dropout
     * @param seed null for none
     */
    public DropoutWrapper(
            RnnCell cell, double inputKeepProb, double outputKeepProb, double stateKeepProb, @Nullable Long seed) {
        this.cell = cell;
        this.inputKeepProb = inputKeepProb;
        this.outputKeepProb = outputKeepProb;
        this.stateKeepProb = stateKeepProb;
        this.seed = seed;
    }

    @Override
    public int outputSize() {
        return cell.outputSize();
    }

    @Override
    public List<Integer> stateSizes() {
        return cell.stateSizes();
    }

    @Override
    public Step call(Ops tf, Output inputs, List<Output> state) {
        Step step = cell.call(tf, dropout(tf, inputs, inputKeepProb, "input", 0), state);
        List<Output> next = new ArrayList<>(step.state());
        boolean memory = cell instanceof BasicLSTMCell || cell instanceof LSTMCell;
        for (int i = memory ? 1 : 0; i < next.size(); i++) {
            next.set(i, dropout(tf, next.get(i), stateKeepProb, "state", i));
        }
        return new Step(dropout(tf, step.output(), outputKeepProb, "output", 0), next);
    }

    @Override
    public List<Output> zeroState(Ops tf, Output inputs) {
        return cell.zeroState(tf.scope("DropoutWrapperZeroState"), inputs);
    }

    private Output dropout(Ops tf, Output x, double keepProb, String salt, int index) {
        return keepProb == 1 ? x : tf.nn.dropout(x, keepProb, seed(salt, index));
    }

    /** Each dropout's own seed, as TensorFlow's Python makes it of the wrapper's. */
    private @Nullable Long seed(String salt, int index) {
        if (seed == null) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((seed + salt + "_" + index).getBytes(StandardCharsets.UTF_8));
            long first = 0;
            for (int i = 0; i < 4; i++) {
                first = first << 8 | digest[i] & 0xff;
            }
            return first & 0x7FFFFFFF;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has MD5", missing);
        }
    }
}
