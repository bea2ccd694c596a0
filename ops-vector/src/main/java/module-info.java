/** Kernels on the Vector API, used wherever that module is present. */
module org.headrace.ops.vector {
    requires org.headrace.ops;
    requires jdk.incubator.vector;
    requires org.slf4j;

    provides org.headrace.ops.kernels.KernelProvider with
            org.headrace.ops.vector.VectorProvider;
}
