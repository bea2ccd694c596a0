/** What operations are: one record per op, facades, kernels. */
module org.headrace.ops {
    requires transitive org.headrace.core;
    requires org.slf4j;
}
