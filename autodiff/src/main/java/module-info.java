/** How gradients flow: the backward walk and the gradient checker. */
module org.headrace.autodiff {
    requires transitive org.headrace.ops;
    requires static transitive org.jspecify;

    exports org.headrace.autodiff;
}
