package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.ops.strings.DecodeBase64;
import org.headrace.ops.strings.EncodeBase64;

/** Files, and what is written in them: TensorFlow's {@code tf.io}. */
public final class IoOps {
    private final Ops tf;

    IoOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * Strings in Base64 that may stand in URLs, without filling.
     *
     * @see EncodeBase64
     */
    public Output encodeBase64(Output input) {
        return encodeBase64(input, false);
    }

    /** The same, filled up by {@code =} to a multiple of four if {@code pad}. */
    public Output encodeBase64(Output input, boolean pad) {
        return tf.add(new EncodeBase64(pad), input);
    }

    /**
     * What strings say in Base64 of URLs; another string is an error.
     *
     * @see DecodeBase64
     */
    public Output decodeBase64(Output input) {
        return tf.add(new DecodeBase64(), input);
    }
}
