/** Optimizers, checkpoints, summaries, data sets. */
module org.headrace.train {
    requires transitive org.headrace.autodiff;
    requires transitive org.headrace.interop;
    requires org.slf4j;
}
