package org.headrace.train.hooks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.interop.CheckpointState;
import org.headrace.interop.Checkpoints;
import org.headrace.ops.Ops;
import org.headrace.train.Saver;
import org.headrace.train.SaverOptions;
import org.headrace.train.TrainOps;
import org.headrace.train.summary.SummaryOps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ops that training needs besides the model: TensorFlow's {@code tf.train.Scaffold}. What is not given is taken from the
 * graph's collections {@code init_op}, {@code summary_op} and {@code savers}, or made and added to them: the initializer of all
 * variables, all summaries merged, and a saver of all variables.
 */
public final class Scaffold {
    private static final Logger LOG = LoggerFactory.getLogger(Scaffold.class);

    private static final String INIT_OP = "init_op";
    private static final String SUMMARY_OP = "summary_op";
    private static final String SAVERS = "savers";
    /** Ours alone: whether each variable has a value. */
    private static final String READY = "headrace_ready";

    private @Nullable Op initOp;
    private @Nullable Consumer<Session> initFn;
    private @Nullable Output summaryOp;
    private @Nullable Saver saver;
    private @Nullable Readiness readiness;

    private record Readiness(List<Output> variables, List<Output> initialized) {}

    /** Everything as usual. */
    public Scaffold() {}

    /** What initializes the variables if there is no checkpoint. */
    public Scaffold initOp(Op op) {
        this.initOp = op;
        return this;
    }

    /** What to do after {@code initOp}: values that come from elsewhere, another model's checkpoint for instance. */
    public Scaffold initFn(Consumer<Session> fn) {
        this.initFn = fn;
        return this;
    }

    /** The summary that is written now and then, a scalar of string. */
    public Scaffold summaryOp(Output summary) {
        this.summaryOp = summary;
        return this;
    }

    /** What saves and restores the variables. */
    public Scaffold saver(Saver given) {
        this.saver = given;
        return this;
    }

    /** The summary op; null if the graph has no summaries, or is not finalized yet. */
    @Nullable
    Output summaryOp() {
        return summaryOp;
    }

    /** The saver; null if the graph has no variables, or is not finalized yet. */
    @Nullable
    Saver saver() {
        return saver;
    }

    /** The saver in the graph's collection {@code savers}, or null. */
    static @Nullable Saver saverOf(Graph graph) {
        return only(graph, SAVERS, Saver.class, "the hook's or the scaffold's saver(...)");
    }

    /** Adds what is missing and finalizes the graph. */
    void finalizeGraph(Ops given) {
        Ops tf = given.scope("");
        if (initOp == null) {
            initOp = found(tf, INIT_OP, Op.class, "initOp", tf::globalVariablesInitializer);
        }
        readiness = found(tf, READY, Readiness.class, "ready", () -> readiness(tf));
        if (summaryOp == null) {
            summaryOp = found(tf, SUMMARY_OP, Output.class, "summaryOp", new SummaryOps(tf)::mergeAll);
        }
        if (saver == null) {
            saver = found(tf, SAVERS, Saver.class, "saver", () -> saver(tf));
        }
        tf.graph().finalizeGraph();
        LOG.info("Graph was finalized.");
    }

    private static Readiness readiness(Ops tf) {
        Ops s = tf.scope("report_uninitialized_variables");
        List<Output> variables = tf.globalVariables();
        return new Readiness(
                variables, variables.stream().map(s::isVariableInitialized).toList());
    }

    private static @Nullable Saver saver(Ops tf) {
        return tf.globalVariables().isEmpty()
                ? null
                : new TrainOps(tf).saver(SaverOptions.defaults().withSharded(true));
    }

    private static <T> @Nullable T found(
            Ops tf, String collection, Class<T> type, String argument, Supplier<? extends @Nullable T> maker) {
        T there = only(tf.graph(), collection, type, "the scaffold's " + argument + "(...)");
        if (there != null) {
            return there;
        }
        T made = maker.get();
        if (made != null) {
            tf.graph().addToCollection(collection, made);
        }
        return made;
    }

    private static <T> @Nullable T only(Graph graph, String collection, Class<T> type, String remedy) {
        List<T> all = graph.collection(collection, type);
        if (all.size() > 1) {
            throw new InvalidArgumentException("More than one item in the collection \"" + collection
                    + "\". Please indicate which one to use by giving it to " + remedy);
        }
        return all.isEmpty() ? null : all.get(0);
    }

    /** Gives the variables of a new session their values: those of the directory's latest checkpoint, or their first ones. */
    void prepare(Session session, @Nullable Path checkpointDir) {
        if (!restored(session, checkpointDir)) {
            if (initOp != null) {
                session.run(initOp);
            }
            if (initFn != null) {
                initFn.accept(session);
            }
        }
        requireReady(session);
    }

    private boolean restored(Session session, @Nullable Path checkpointDir) {
        CheckpointState state = checkpointDir == null || saver == null
                ? null
                : Checkpoints.getCheckpointState(checkpointDir, Checkpoints.STATE_FILE);
        if (saver == null || state == null || state.modelCheckpointPath().isEmpty()) {
            return false;
        }
        saver.restore(session, Path.of(state.modelCheckpointPath()));
        saver.recoverLastCheckpoints(
                state.allModelCheckpointPaths().stream().map(Path::of).toList());
        return true;
    }

    private void requireReady(Session session) {
        if (readiness == null || readiness.initialized.isEmpty()) {
            return;
        }
        var flags = session.run(readiness.initialized);
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < readiness.variables.size(); i++) {
            if (!flags.get(i).toBoolean()) {
                missing.add(readiness.variables.get(i).op().name());
            }
        }
        if (!missing.isEmpty()) {
            throw new FailedPreconditionException(
                    "Init operations did not make model ready: Variables not initialized: " + String.join(", ", missing)
                            + ". Let the scaffold's initOp or initFn give them values");
        }
    }
}
