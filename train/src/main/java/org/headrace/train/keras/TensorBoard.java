package org.headrace.train.keras;

import java.nio.file.Path;
import org.headrace.interop.Summary;
import org.headrace.train.summary.FileWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the graph and each epoch's numbers to an event file, for TensorBoard: TensorFlow's
 * {@code tf.keras.callbacks.TensorBoard}. The tags are {@code epoch_loss}, {@code epoch_val_loss}, ...
 */
public final class TensorBoard implements Callback {
    private final Path logDir;
    private boolean writeGraph = true;
    private @Nullable FileWriter writer;

    /** Writes to a new file in this directory, which is made if it is not there. */
    public TensorBoard(Path logDir) {
        this.logDir = logDir;
    }

    /** Whether the graph is written, by default yes. */
    public TensorBoard writeGraph(boolean yes) {
        this.writeGraph = yes;
        return this;
    }

    @Override
    public void onTrainBegin(Sequential model, Plan plan) {
        writer = writeGraph ? new FileWriter(logDir, model.graph()) : new FileWriter(logDir);
    }

    @Override
    public void onEpochEnd(Sequential model, int epoch, Logs logs) {
        if (writer != null) {
            for (String name : logs.names()) {
                writer.addSummary(Summary.scalar("epoch_" + name, logs.get(name)), epoch);
            }
            writer.flush();
        }
    }

    @Override
    public void onTrainEnd(Sequential model) {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
