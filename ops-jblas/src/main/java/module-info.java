/** Kernels on jblas, for where the Vector API is not available. */
module org.headrace.ops.jblas {
    requires org.headrace.ops;
    requires jblas;

    provides org.headrace.ops.kernels.KernelProvider with
            org.headrace.ops.jblas.JblasProvider;
}
