package org.headrace.core;

/**
 * How a session runs.
 *
 * @param memoryLimit the most bytes that the values of one run may take together, beyond which the run fails with
 *     {@link ResourceExhaustedException}
 */
public record SessionConfig(long memoryLimit) {
    /** No limit but the JVM's heap. */
    public static SessionConfig defaults() {
        return new SessionConfig(Long.MAX_VALUE);
    }

    public SessionConfig {
        if (memoryLimit <= 0) {
            throw new InvalidArgumentException("a session's memory limit must be positive, not " + memoryLimit);
        }
    }

    public SessionConfig withMemoryLimit(long bytes) {
        return new SessionConfig(bytes);
    }
}
