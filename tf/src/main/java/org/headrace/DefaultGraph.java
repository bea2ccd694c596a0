package org.headrace;

/**
 * TensorFlow's default graph, for notebooks and JShell, where there is one program and it is typed line by line. Each thread
 * has its own. Programs had better pass their {@link Tf} along.
 */
public final class DefaultGraph {
    private static final ThreadLocal<Tf> CURRENT = ThreadLocal.withInitial(Tf::create);

    private DefaultGraph() {}

    /** The root of this thread's default graph. */
    public static Tf tf() {
        return CURRENT.get();
    }

    /** Forgets the default graph, so that names start anew: TensorFlow's {@code tf.reset_default_graph()}. */
    public static void resetDefaultGraph() {
        CURRENT.remove();
    }
}
