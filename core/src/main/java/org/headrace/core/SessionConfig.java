package org.headrace.core;

/**
 * How a session runs.
 *
 * @param memoryLimit the most bytes that the values of one run may take together, beyond which the run fails with
 *     {@link ResourceExhaustedException}
 * @param threads the most threads that share the work of one run, the caller's among them; results do not depend on it
 */
public record SessionConfig(long memoryLimit, int threads) {
    /** More than any machine has; a mistake. */
    private static final int MAX_THREADS = 4096;

    /** No limit but the JVM's heap, and a thread for each processor. */
    public static SessionConfig defaults() {
        return new SessionConfig(Long.MAX_VALUE, Runtime.getRuntime().availableProcessors());
    }

    public SessionConfig {
        if (memoryLimit <= 0) {
            throw new InvalidArgumentException("a session's memory limit must be positive, not " + memoryLimit);
        }
        if (threads < 1 || threads > MAX_THREADS) {
            throw new InvalidArgumentException(
                    "a session has between 1 and " + MAX_THREADS + " threads, not " + threads);
        }
    }

    public SessionConfig withMemoryLimit(long bytes) {
        return new SessionConfig(bytes, threads);
    }

    public SessionConfig withThreads(int count) {
        return new SessionConfig(memoryLimit, count);
    }
}
