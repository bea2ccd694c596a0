/** TensorFlow 1's own files, written and read. */
@SuppressWarnings("requires-automatic") // protobuf-java has a stable automatic name and no descriptor yet
module org.headrace.interop {
    requires com.google.protobuf;
    requires static org.jspecify;
}
