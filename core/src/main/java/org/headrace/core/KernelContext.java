package org.headrace.core;

/** The values that a kernel reads and writes. */
public interface KernelContext extends OpContext {
    /** The value of input {@code i}. Its array may be longer than its size. */
    Tensor input(int i);

    /** The buffer of output {@code i}, holding anything, to be written whole. Its array may be longer than its size. */
    Tensor output(int i);

    /** Makes the buffer of an output whose shape depends on values, for a kernel whose shape function left it open. */
    Tensor allocate(int i, Shape shape);

    /** Gives {@code value} as output {@code i} instead of writing to a buffer. It must not change afterwards. */
    void setOutput(int i, Tensor value);

    /** Whether the variable that input {@code i} refers to has a value. */
    boolean isInitialized(int i);

    /**
     * The buffer of the variable that input {@code i} refers to, to be read and changed in place.
     *
     * @throws FailedPreconditionException if the variable is not initialized
     */
    Tensor variable(int i);

    /** Makes {@code buffer} the value of the variable that input {@code i} refers to. */
    void setVariable(int i, Tensor buffer);

    /** Takes the value from the variable that input {@code i} refers to: it is as before it was initialized. */
    void clearVariable(int i);

    /** Declares output {@code i} dead: what depends on it does not run. */
    void kill(int i);

    /** Whether input {@code i} is dead; only {@link Routing} ops ever run with one. */
    boolean isDead(int i);
}
