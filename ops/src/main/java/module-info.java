/** What operations are: one record per op, facades, kernels. */
module org.headrace.ops {
    requires transitive org.headrace.core;
    requires static transitive org.jspecify;
    requires transitive java.desktop;
    requires java.xml;
    requires org.slf4j;

    exports org.headrace.ops.array;
    exports org.headrace.ops.candidate;
    exports org.headrace.ops.control;
    exports org.headrace.ops.ctc;
    exports org.headrace.ops.image;
    exports org.headrace.ops.io;
    exports org.headrace.ops.kernels;
    exports org.headrace.ops.linalg;
    exports org.headrace.ops.lookup;
    exports org.headrace.ops.math;
    exports org.headrace.ops.nn;
    exports org.headrace.ops.random;
    exports org.headrace.ops.rnn;
    exports org.headrace.ops.signal;
    exports org.headrace.ops.sparse;
    exports org.headrace.ops.state;
    exports org.headrace.ops.strings;
    exports org.headrace.ops;

    uses org.headrace.ops.kernels.KernelProvider;

    provides org.headrace.ops.kernels.KernelProvider with
            org.headrace.ops.kernels.ScalarProvider;
}
