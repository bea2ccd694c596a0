/** Optimizers, checkpoints, summaries, data sets. */
@SuppressWarnings("requires-automatic") // jhdf names its module in its manifest
module org.headrace.train {
    requires transitive org.headrace.autodiff;
    requires transitive org.headrace.interop;
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires java.desktop;
    requires static io.jhdf;

    exports org.headrace.train;
    exports org.headrace.train.hooks;
    exports org.headrace.train.keras;
    exports org.headrace.train.checkpoint;
    exports org.headrace.train.summary;
    exports org.headrace.train.data;
}
