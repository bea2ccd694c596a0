package org.headrace.peers.table;

/** What the table has a column for. */
enum Library {
    HEADRACE("Headrace"),
    HEADRACE_PLAIN("Headrace, no vector module"),
    TF1("TensorFlow 1.15"),
    TF2("TensorFlow 2"),
    PYTORCH("PyTorch (DJL)"),
    ND4J("ND4J"),
    OPENBLAS("OpenBLAS"),
    JBLAS("jblas");

    final String title;

    Library(String title) {
        this.title = title;
    }

    boolean isPeer() {
        return this != HEADRACE && this != HEADRACE_PLAIN;
    }
}
