package org.headrace.core.internal;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.headrace.core.Op;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * What has to run for some fetches when some outputs are fed, and in which order: the graph cut down to that, as nodes
 * over numbered values. A plan knows no feed's shape; {@link Program}s are made of it for those.
 */
public final class Plan {
    /** Programs kept for shapes seen lately, or for threads that run at the same time. */
    private static final int MAX_IDLE = 16;

    final List<PlanNode> nodes;
    final int valueCount;
    /** The values that the feeds give, in the feeds' order. */
    final int[] feeds;
    /** The values that the fetches want, in the fetches' order; -1 for an op fetched for its effect. */
    final int[] fetches;
    /** The ops that are fetched for their effect. */
    final Set<Op> targets;

    /** The variables that are read or written, and the values that stand for them. */
    final List<Op> variables;

    final int[] variableValues;
    private final boolean writing;
    /** Their buffers may be large: the garbage collector takes them before it runs out of memory. */
    private final List<SoftReference<Program>> idle = new ArrayList<>();

    Plan(
            List<PlanNode> nodes,
            int valueCount,
            int[] feeds,
            int[] fetches,
            Set<Op> targets,
            List<Op> variables,
            int[] variableValues,
            boolean writing) {
        this.nodes = nodes;
        this.valueCount = valueCount;
        this.feeds = feeds;
        this.fetches = fetches;
        this.targets = targets;
        this.variables = variables;
        this.variableValues = variableValues;
        this.writing = writing;
    }

    /** Whether a run changes variables, and so excludes all others. */
    public boolean writes() {
        return writing;
    }

    /** A program for feeds of these shapes that nobody else is using: an idle one, or a new one. */
    public Program acquire(Tensor[] feedValues, SessionState state) {
        synchronized (idle) {
            for (int i = idle.size() - 1; i >= 0; i--) {
                Program program = idle.get(i).get();
                if (program == null) {
                    idle.remove(i);
                } else if (program.fits(feedValues)) {
                    idle.remove(i);
                    return program;
                }
            }
        }
        return make(feedValues, state, false);
    }

    /** Gives a program back; of those that are idle the least recently used goes when there are too many. */
    public void release(Program program) {
        synchronized (idle) {
            if (idle.size() == MAX_IDLE) {
                idle.remove(0);
            }
            idle.add(new SoftReference<>(program));
        }
    }

    /** A new program. With {@code ownResults}, each run overwrites the values that the last one returned. */
    public Program make(Tensor[] feedValues, SessionState state, boolean ownResults) {
        TensorSpec[] specs = Arrays.stream(feedValues).map(Tensor::spec).toArray(TensorSpec[]::new);
        return new ProgramBuilder(this, specs, state, ownResults).build();
    }

    /** How many values the fetches want. */
    public int fetchCount() {
        return fetches.length;
    }
}
