package org.headrace.ops.nn;

import org.headrace.core.InferContext;

/** Where the channels are: TensorFlow's data formats. */
final class Channels {
    static final String LAST = "NHWC";
    static final String FIRST = "NCHW";
    static final String VOLUMES_LAST = "NDHWC";
    static final String VOLUMES_FIRST = "NCDHW";

    private Channels() {}

    /** Of images. */
    static void requireFormat(InferContext in, String dataFormat) {
        requireFormat(in, dataFormat, 4);
    }

    /** Of images, which have rank 4, or volumes, which have rank 5. */
    static void requireFormat(InferContext in, String dataFormat, int rank) {
        String last = rank == 4 ? LAST : VOLUMES_LAST;
        String first = rank == 4 ? FIRST : VOLUMES_FIRST;
        if (!dataFormat.equals(last) && !dataFormat.equals(first)) {
            throw in.error("data_format is \"%s\", must be \"%s\" or \"%s\"", dataFormat, last, first);
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
