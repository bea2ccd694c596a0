package org.headrace.ops.nn;

import org.headrace.core.InferContext;

/** Where the channels are: TensorFlow's data formats. */
final class Channels {
    static final String LAST = "NHWC";
    static final String FIRST = "NCHW";

    private Channels() {}

    static void requireFormat(InferContext in, String dataFormat) {
        if (!dataFormat.equals(LAST) && !dataFormat.equals(FIRST)) {
            throw in.error("data_format is \"%s\", must be \"%s\" or \"%s\"", dataFormat, LAST, FIRST);
        }
    }

    /** The channels' axis in input 0, whose rank is known. */
    static int axis(InferContext in, String dataFormat) {
        int rank = in.shape(0).rank();
        if (rank < 2) {
            throw in.error("Shape must be at least rank 2 but is rank %d: input 0 is %s", rank, in.input(0));
        }
        return dataFormat.equals(LAST) ? rank - 1 : 1;
    }
}
