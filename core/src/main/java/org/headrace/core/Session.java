package org.headrace.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.headrace.core.internal.Plan;
import org.headrace.core.internal.Planner;
import org.headrace.core.internal.Program;
import org.headrace.core.internal.SessionState;
import org.jspecify.annotations.Nullable;

/**
 * Runs a graph and keeps the values of its variables.
 *
 * <p>A run executes exactly the ops that its fetches depend on, each once; feeding an output cuts the graph there. A run
 * reads variables as they were when it started, unless the read depends, by data or control, on an assignment. Runs that
 * change variables exclude all others; runs that do not go in parallel, from any thread.
 *
 * <p>Fetched tensors are the caller's and outlive the session. Closing ends the session; nothing leaks if it is forgotten.
 */
public final class Session implements AutoCloseable {
    /** Enough for a training loop with its evaluation and summaries; more than that are rebuilt when they return. */
    private static final int MAX_PLANS = 64;

    private final Graph graph;
    private final SessionState state;
    private final ReadWriteLock variables = new ReentrantReadWriteLock();
    /** By fetches and feeds. Lists, since the first hash code of a record takes the JVM longer than a small graph's first run. */
    private final Map<List<List<?>>, Plan> plans = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<List<?>>, Plan> eldest) {
            return size() > MAX_PLANS;
        }
    };

    private volatile boolean closed;

    public Session(Graph graph) {
        this(graph, SessionConfig.defaults());
    }

    public Session(Graph graph, SessionConfig config) {
        this.graph = graph;
        this.state = new SessionState(config.memoryLimit(), config.threads());
    }

    public Graph graph() {
        return graph;
    }

    /** The value of one output. */
    public Tensor run(Output fetch) {
        return feeds().run(fetch);
    }

    /** Runs ops for their effect and outputs for their values. */
    public Fetched run(Fetch... fetches) {
        return feeds().run(fetches);
    }

    /** Runs what the names say: {@code "z:0"} is an output, {@code "init"} an op. */
    public Fetched run(String... names) {
        return feeds().run(names);
    }

    /** Runs all of a list. */
    public Fetched run(List<? extends Fetch> fetches) {
        return feeds().run(fetches);
    }

    /** TensorFlow's {@code run(fetch, feed_dict)}: keys are outputs or their names. */
    public Tensor run(Output fetch, Map<?, ?> feedDict) {
        return feeds().feed(feedDict).run(fetch);
    }

    /** TensorFlow's {@code run(fetches, feed_dict)}: keys are outputs or their names. */
    public Fetched run(List<? extends Fetch> fetches, Map<?, ?> feedDict) {
        return feeds().feed(feedDict).run(fetches);
    }

    /** Starts a run with this output's value given: see {@link Tensor#of(DType, Object)} for what may be given. */
    public Feeds feed(Output output, Object value) {
        return feeds().feed(output, value);
    }

    /** Starts a run with the value of the output of this name given. */
    public Feeds feed(String output, Object value) {
        return feeds().feed(output, value);
    }

    private Feeds feeds() {
        return new Feeds(this, List.of(), List.of());
    }

    /**
     * Makes these fetches ready to be run over and over with new values for these feeds, without looking anything up or
     * allocating anything.
     */
    public PreparedRun prepare(List<? extends Fetch> fetches, List<Output> feeds) {
        return new PreparedRun(this, plan(fetches, feeds), fetches, feeds);
    }

    /** Says, a line per step, what a run of these fetches does. */
    public String explain(Fetch... fetches) {
        return feeds().explain(fetches);
    }

    /** Ends the session, once the runs under way have ended, and forgets its variables. Closing again does nothing. */
    @Override
    public void close() {
        Lock exclusive = variables.writeLock();
        exclusive.lock();
        try {
            closed = true;
            state.clear();
        } finally {
            exclusive.unlock();
        }
        synchronized (plans) {
            plans.clear();
        }
    }

    Plan plan(List<? extends Fetch> fetches, List<Output> feeds) {
        requireOpen();
        requireNoNull(fetches, "Fetch");
        requireNoNull(feeds, "Feed");
        List<Fetch> fetched = List.copyOf(fetches);
        List<Output> fed = List.copyOf(feeds);
        List<List<?>> key = List.of(fetched, fed);
        synchronized (plans) {
            Plan plan = plans.get(key);
            if (plan == null) {
                fetches.forEach(fetch -> requireOwn(fetch, "fetched"));
                plan = Planner.plan(fetched, fed);
                plans.put(key, plan);
            }
            return plan;
        }
    }

    void execute(Plan plan, Tensor[] feeds, @Nullable Tensor[] results) {
        Program program = plan.acquire(feeds, state);
        try {
            execute(plan, program, feeds, results);
        } finally {
            plan.release(program);
        }
    }

    void execute(Plan plan, Program program, Tensor[] feeds, @Nullable Tensor[] results) {
        Lock lock = plan.writes() ? variables.writeLock() : variables.readLock();
        lock.lock();
        try {
            requireOpen();
            program.run(feeds, results);
        } finally {
            lock.unlock();
        }
    }

    private static void requireNoNull(List<? extends @Nullable Fetch> given, String what) {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) == null) {
                throw new InvalidArgumentException(what + " number " + i + " is null");
            }
        }
    }

    SessionState state() {
        return state;
    }

    void requireOpen() {
        if (closed) {
            throw new FailedPreconditionException("Attempted to use a closed Session.");
        }
    }

    void requireOwn(@Nullable Fetch fetch, String use) {
        if (fetch == null) {
            throw new InvalidArgumentException("null cannot be " + use + ": it takes an Output");
        }
        if (fetch.op().graph() != graph) {
            throw new InvalidArgumentException(fetch + " is not an element of this session's graph, so it cannot be "
                    + use + ": it was made in another one at " + fetch.op().definedAt());
        }
    }

    Fetch fetch(String name) {
        return name.contains(":") ? graph.output(name) : graph.op(name);
    }

    List<Fetch> fetchesOf(String... names) {
        List<Fetch> fetches = new ArrayList<>();
        for (String name : names) {
            fetches.add(fetch(name));
        }
        return fetches;
    }
}
