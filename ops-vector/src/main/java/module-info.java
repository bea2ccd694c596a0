/** Kernels on the Vector API, used wherever that module is present. */
module org.headrace.ops.vector {
    requires org.headrace.ops;
    requires jdk.incubator.vector;
}
