/** TensorFlow's own files, read and written. */
module org.headrace.interop {
    requires transitive org.headrace.ops;
    requires com.google.protobuf;

    exports org.headrace.interop;
}
