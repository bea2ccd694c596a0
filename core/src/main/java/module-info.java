/** The graph and the session; not one op in it. */
module org.headrace.core {
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports org.headrace.core;
}
