package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.ops.image.DecodeBmp;
import org.headrace.ops.image.DecodeGif;
import org.headrace.ops.image.DecodeJpeg;
import org.headrace.ops.image.DecodePng;
import org.headrace.ops.image.EncodeJpeg;
import org.headrace.ops.image.EncodePng;

/** Pictures from and to the bytes of files, a part of {@link ImageOps}. */
abstract class PictureOps extends BoxOps {
    PictureOps(Ops tf) {
        super(tf);
    }

    /**
     * The picture {@code [height, width, channels]}, uint8, that a string holds as PNG, with as many channels as it has.
     *
     * @see DecodePng
     */
    public Output decodePng(Output contents) {
        return decodePng(contents, 0, DType.UINT8);
    }

    /** The same with 1, 3 or 4 channels (0 for its own), uint8 or uint16. */
    public Output decodePng(Output contents, int channels, DType dtype) {
        return tf.add(new DecodePng(channels, dtype), contents);
    }

    /**
     * The picture {@code [height, width, channels]}, uint8, that a string holds as JPEG, with as many channels as it has.
     *
     * @see DecodeJpeg
     */
    public Output decodeJpeg(Output contents) {
        return decodeJpeg(contents, 0);
    }

    /** The same with 1 or 3 channels; 0 for its own. */
    public Output decodeJpeg(Output contents, int channels) {
        return tf.add(new DecodeJpeg(channels, 1, true, false, 1, ""), contents);
    }

    /**
     * The picture {@code [height, width, channels]}, uint8, that a string holds as BMP.
     *
     * @see DecodeBmp
     */
    public Output decodeBmp(Output contents) {
        return tf.add(new DecodeBmp(0), contents);
    }

    /**
     * The frames {@code [frames, height, width, 3]}, uint8, that a string holds as GIF.
     *
     * @see DecodeGif
     */
    public Output decodeGif(Output contents) {
        return tf.add(new DecodeGif(), contents);
    }

    /**
     * A picture {@code [height, width, channels]} of 1 to 4 channels, uint8 or uint16, as the bytes of a PNG.
     *
     * @see EncodePng
     */
    public Output encodePng(Output image) {
        return encodePng(image, -1);
    }

    /** The same, packed from 0, not at all, to 9. */
    public Output encodePng(Output image, int compression) {
        return tf.add(new EncodePng(compression), image);
    }

    /**
     * A picture {@code [height, width, channels]} of 1 or 3 channels, uint8, as the bytes of a JPEG.
     *
     * @see EncodeJpeg
     */
    public Output encodeJpeg(Output image) {
        return encodeJpeg(image, 95);
    }

    /** The same in a quality from 0 to 100. */
    public Output encodeJpeg(Output image, int quality) {
        return tf.add(new EncodeJpeg("", quality, false, false, true, "in", 300, 300, ""), image);
    }
}
