package org.headrace.ops;

/** Pictures: TensorFlow's {@code tf.image}. One is [height, width, channels], a batch [batch, height, width, channels]. */
public final class ImageOps extends BoxOps {
    ImageOps(Ops tf) {
        super(tf);
    }
}
