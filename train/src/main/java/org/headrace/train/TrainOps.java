package org.headrace.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.interop.CheckpointState;
import org.headrace.interop.Checkpoints;
import org.headrace.ops.Ops;
import org.headrace.train.hooks.MonitoredSession;
import org.headrace.train.hooks.MonitoredTraining;
import org.jspecify.annotations.Nullable;

/** Optimizers and what belongs to them: TensorFlow's {@code tf.train}. */
public final class TrainOps implements OptimizerOps, ScheduleOps {
    private static final String GLOBAL_STEP = "global_step";

    private final Ops tf;

    /** For the ops' place. */
    public TrainOps(Ops tf) {
        this.tf = tf;
    }

    @Override
    public Ops tf() {
        return tf;
    }

    /** Averages of variables, in which older values count less and less. */
    public ExponentialMovingAverage exponentialMovingAverage(double decay) {
        return new ExponentialMovingAverage(tf, decay, null, false);
    }

    /** The same, with less decay while there were few updates. */
    public ExponentialMovingAverage exponentialMovingAverage(double decay, Output numUpdates) {
        return new ExponentialMovingAverage(tf, decay, numUpdates, false);
    }

    /** The same; null for a fixed decay. The averages of outputs that are no variables may be corrected for their start. */
    public ExponentialMovingAverage exponentialMovingAverage(
            double decay, @Nullable Output numUpdates, boolean zeroDebias) {
        return new ExponentialMovingAverage(tf, decay, numUpdates, zeroDebias);
    }

    /**
     * The variable that counts steps: the one in the graph's collection {@code global_step}, or named so; null if there is
     * none yet.
     *
     * @throws InvalidArgumentException if there are several, or it is no integer scalar
     */
    public @Nullable Output getGlobalStep() {
        List<Output> steps = tf.graph().collection(GLOBAL_STEP, Output.class);
        if (steps.isEmpty()) {
            steps = tf.globalVariables().stream()
                    .filter(variable -> variable.op().name().equals(GLOBAL_STEP))
                    .toList();
        }
        if (steps.size() > 1) {
            throw new InvalidArgumentException("Multiple tensors in global_step collection: " + steps);
        }
        for (Output step : steps) {
            if (!step.dtype().isInteger() || !step.shape().isScalar()) {
                throw new InvalidArgumentException(
                        step.op(), "global_step must be an integer scalar, not " + step.spec());
            }
        }
        return steps.isEmpty() ? null : steps.get(0);
    }

    /**
     * A new variable {@code global_step}, int64, 0, not trainable.
     *
     * @throws AlreadyExistsException if there is one
     */
    public Output createGlobalStep() {
        if (getGlobalStep() != null) {
            throw new AlreadyExistsException("\"global_step\" already exists.");
        }
        Output step =
                tf.scope("").getVariable(GLOBAL_STEP, Shape.scalar(), DType.INT64, tf.initializers.zeros(), false);
        tf.graph().addToCollection(GLOBAL_STEP, step);
        return step;
    }

    /** The variable that counts steps, made if it is not there. */
    public Output getOrCreateGlobalStep() {
        Output step = getGlobalStep();
        return step == null ? createGlobalStep() : step;
    }

    /** The number of steps so far: TensorFlow's {@code tf.train.global_step(sess, tensor)}. */
    public long globalStep(Session session, Output globalStepTensor) {
        return session.run(globalStepTensor).longAt(0);
    }

    /**
     * A session for training, with hooks that save checkpoints every 10 minutes, and summaries and the rate every 100 steps,
     * if there is a directory for them; it goes on from the directory's latest checkpoint, also when a run is broken off.
     * The graph is finalized: make it last.
     *
     * @see MonitoredSession
     */
    public MonitoredSession monitoredTrainingSession(MonitoredTraining training) {
        return new MonitoredSession(tf, training);
    }

    /**
     * Saves and restores all variables made so far: make it last.
     *
     * @see Saver
     */
    public Saver saver() {
        return saver(SaverOptions.defaults());
    }

    /** The same, in another way than by default. */
    public Saver saver(SaverOptions options) {
        return saver(tf.globalVariables(), options);
    }

    /** Saves and restores these variables, under their own names. */
    public Saver saver(List<Output> varList) {
        return saver(varList, SaverOptions.defaults());
    }

    /** The same, in another way than by default. */
    public Saver saver(List<Output> varList, SaverOptions options) {
        Map<String, Output> named = new LinkedHashMap<>();
        for (Output variable : varList) {
            if (named.put(variable.op().name(), variable) != null) {
                throw new InvalidArgumentException("At least two variables have the same name: "
                        + variable.op().name());
            }
        }
        return saver(named, options);
    }

    /** Saves and restores variables under other names than their own: those that a checkpoint has for them. */
    public Saver saver(Map<String, Output> varList) {
        return saver(varList, SaverOptions.defaults());
    }

    /** The same, in another way than by default. */
    public Saver saver(Map<String, Output> varList, SaverOptions options) {
        return new Saver(tf, varList, options);
    }

    /** The latest checkpoint of a directory, or null if there is none. */
    public @Nullable Path latestCheckpoint(Path directory) {
        return Checkpoints.latestCheckpoint(directory);
    }

    /** What the file {@code checkpoint} of a directory tells, or null if there is none. */
    public @Nullable CheckpointState getCheckpointState(Path directory) {
        return Checkpoints.getCheckpointState(directory, Checkpoints.STATE_FILE);
    }

    /** Names {@code modelCheckpointPath} the latest checkpoint of a directory, and all that it has, the oldest first. */
    public void updateCheckpointState(Path directory, Path modelCheckpointPath, List<Path> allModelCheckpointPaths) {
        List<String> all = allModelCheckpointPaths.stream().map(Path::toString).toList();
        Checkpoints.updateCheckpointState(
                directory,
                new CheckpointState(modelCheckpointPath.toString(), all, List.of(), 0),
                Checkpoints.STATE_FILE,
                false);
    }
}
