package org.headrace.peers.table;

import java.util.List;
import java.util.Locale;

/** A library in one setting. A library's time is that of its fastest setting. */
enum Variant {
    HEADRACE(Library.HEADRACE, "headrace", "headrace", "--add-modules", "jdk.incubator.vector"),
    HEADRACE_PLAIN(Library.HEADRACE_PLAIN, "headrace", "headrace"),
    TF2(Library.TF2, "tensorflow2", "tf2"),
    /** Kernels in the calling thread, and JavaCPP without its own bookkeeping of memory. */
    TF2_BEST(
            Library.TF2,
            "tensorflow2",
            "tf2",
            "-Dpeers.tensorflow.inline=true",
            "-Dorg.bytedeco.javacpp.noPointerGC=true",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"),
    TF1(Library.TF1, "tensorflow1", "tf1"),
    TF1_INLINE(Library.TF1, "tensorflow1", "tf1", "-Dpeers.tensorflow.inline=true"),
    DJL(Library.PYTORCH, "pytorch", "djl", "-Dai.djl.offline=true"),
    /** PyTorch's own LSTM op. */
    DJL_FUSED(Library.PYTORCH, "pytorch", "djl", "-Dai.djl.offline=true", "-Dpeers.pytorch.fused=true"),
    ND4J(Library.ND4J, "nd4j", "nd4j"),
    OPENBLAS(Library.OPENBLAS, "blas", "openblas"),
    JBLAS(Library.JBLAS, "blas", "jblas");

    final Library library;
    /** The folder beside this module's that has the class path. */
    final String module;

    final String peer;

    @SuppressWarnings("ImmutableEnumChecker") // it is a List.of
    final List<String> options;

    Variant(Library library, String module, String peer, String... options) {
        this.library = library;
        this.module = module;
        this.peer = peer;
        this.options = List.of(options);
    }

    /** {@code tf2-best}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether to measure it at all: products alone for what has nothing else, a special op where it is used. */
    boolean does(String workload) {
        return switch (this) {
            case OPENBLAS, JBLAS -> workload.startsWith("W7.");
            case DJL_FUSED -> workload.equals("W8");
            default -> true;
        };
    }
}
