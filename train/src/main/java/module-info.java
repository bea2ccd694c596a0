/** Optimizers, checkpoints, summaries, data sets. */
module org.headrace.train {
    requires transitive org.headrace.autodiff;
    requires transitive org.headrace.interop;
    requires static transitive org.jspecify;
    requires java.desktop;
    requires org.slf4j;

    exports org.headrace.train;
    exports org.headrace.train.keras;
    exports org.headrace.train.checkpoint;
    exports org.headrace.train.summary;
}
