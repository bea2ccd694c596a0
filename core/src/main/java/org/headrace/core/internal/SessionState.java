package org.headrace.core.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.headrace.core.Op;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** What a session keeps from run to run: the variables' values, and what stateful ops remember. */
public final class SessionState {
    private final Map<Op, Cell> variables = new HashMap<>();
    private final Map<Op, Object> states = new HashMap<>();
    private final long memoryLimit;
    private final int threads;

    /** Without a limit, {@code memoryLimit} is {@code Long.MAX_VALUE} bytes. */
    public SessionState(long memoryLimit, int threads) {
        this.memoryLimit = memoryLimit;
        this.threads = threads;
    }

    long memoryLimit() {
        return memoryLimit;
    }

    /** The most threads that share the work of one run. */
    int threads() {
        return threads;
    }

    /** The place of a variable's value; the same object for the session's whole life. */
    synchronized Cell cell(Op variable) {
        return variables.computeIfAbsent(variable, op -> new Cell());
    }

    @SuppressWarnings("unchecked") // an op asks for its own state with one supplier
    synchronized <T> T state(Op op, Supplier<T> initial) {
        return (T) states.computeIfAbsent(op, key -> initial.get());
    }

    /** Forgets everything. */
    public synchronized void clear() {
        variables.values().forEach(cell -> cell.value = null);
        variables.clear();
        states.clear();
    }

    /** A variable's value, or null before it is initialized; guarded by the session's lock. */
    static final class Cell {
        @Nullable
        Tensor value;
    }
}
