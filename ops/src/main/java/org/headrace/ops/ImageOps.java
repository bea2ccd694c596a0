package org.headrace.ops;

/** Pictures: TensorFlow's {@code tf.image}. One is [height, width, channels], a batch [batch, height, width, channels]. */
public final class ImageOps extends PictureOps {
    ImageOps(Ops tf) {
        super(tf);
    }
}
