/** The front door: class {@code Tf}. */
module org.headrace {
    requires transitive org.headrace.core;
    requires transitive org.headrace.ops;
    requires transitive org.headrace.autodiff;
    requires transitive org.headrace.interop;
    requires transitive org.headrace.train;
}
