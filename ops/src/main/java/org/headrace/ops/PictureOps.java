package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.image.DecodeBmp;
import org.headrace.ops.image.DecodeGif;
import org.headrace.ops.image.DecodeJpeg;
import org.headrace.ops.image.DecodePng;
import org.headrace.ops.image.EncodeJpeg;
import org.headrace.ops.image.EncodePng;
import org.headrace.ops.math.Equal;

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

    /** Whether a string begins as a JPEG does. */
    public Output isJpeg(Output contents) {
        Ops s = tf.scoped("is_jpeg");
        return begins(s, s.strings.substr(contents, 0, 3), 0xff, 0xd8, 0xff);
    }

    private static Output begins(Ops s, Output head, int... bytes) {
        byte[] signature = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            signature[i] = (byte) bytes[i];
        }
        Ops e = s.scoped("Equal");
        Tensor wanted = Tensor.wrap(DType.STRING, Shape.scalar(), new byte[][] {signature});
        return e.finish(new Equal(), head, e.constant(wanted, "y"));
    }

    /** The picture, uint8, that a string holds as JPEG, PNG, GIF or BMP: of a GIF, all its frames. */
    public Output decodeImage(Output contents) {
        return decodeImage(contents, 0, DType.UINT8);
    }

    /**
     * The picture {@code [height, width, channels]}, of a GIF the frames {@code [frames, height, width, 3]}, that a string
     * holds as JPEG, PNG, GIF or BMP. The shape is unknown until it runs.
     *
     * @param channels 1, 3, 4, or 0 for its own; BMP refuses 1, GIF 1 and 4, JPEG 4, when it runs
     * @param dtype what the numbers become, by {@link ImageOps#convertImageDtype}
     */
    public Output decodeImage(Output contents, int channels, DType dtype) {
        if (channels != 0 && channels != 1 && channels != 3 && channels != 4) {
            throw new InvalidArgumentException("channels must be in (None, 0, 1, 3, 4), not " + channels);
        }
        Ops s = tf.scoped("decode_image");
        Output head = s.strings.substr(contents, 0, 3);
        Output isJpeg = s.image.isJpeg(contents);
        Ops jpeg = s.scoped("cond_jpeg");
        Branches first = new Branches(jpeg, isJpeg);
        Output ofJpeg = first.whenTrue(jpeg, contents);
        Ops takes = taking(jpeg, first.whenTrue(jpeg, known(jpeg, channels != 4)), "(None, 0, 1, 3)", "JPEG");
        Output pixels = takes.image.decodeJpeg(ofJpeg, channels == 4 ? 0 : channels); // 4 has been refused
        Output asJpeg = takes.image.convertImageDtype(pixels, dtype);
        Output rest = first.whenFalse(jpeg, contents);
        Output restHead = first.whenFalse(jpeg, head);
        Ops p = jpeg.scoped("is_png");
        Output isPng = begins(p, p.strings.substr(rest, 0, 3), 0x89, 'P', 'N');
        Ops png = jpeg.scoped("cond_png");
        Branches second = new Branches(png, isPng);
        DType wide = dtype == DType.UINT8 ? DType.UINT8 : DType.UINT16;
        Output decoded = png.image.decodePng(second.whenTrue(png, rest), channels, wide);
        Output asPng = png.image.convertImageDtype(decoded, dtype);
        Output others = gifOrBmp(png, second.whenFalse(png, rest), second.whenFalse(png, restHead), channels, dtype);
        return first.merge(second.merge(others, asPng), asJpeg);
    }

    private static Output gifOrBmp(Ops s, Output contents, Output head, int channels, DType dtype) {
        Output isGif = begins(s.withName("is_gif"), head, 'G', 'I', 'F');
        Ops gif = s.scoped("cond_gif");
        Branches branches = new Branches(gif, isGif);
        Output ofGif = branches.whenTrue(gif, contents);
        Output fine = branches.whenTrue(gif, known(gif, channels != 1 && channels != 4));
        Ops takes = taking(gif, fine, "(None, 0, 3)", "GIF");
        Output asGif = takes.image.convertImageDtype(takes.image.decodeGif(ofGif), dtype);
        Output ofBmp = branches.whenFalse(gif, contents);
        Output isBmp = begins(gif.withName("is_bmp"), gif.strings.substr(ofBmp, 0, 2), 'B', 'M');
        Op readable = gif.assertTrue(isBmp, "Unable to decode bytes as JPEG, PNG, GIF, or BMP");
        Output taken = branches.whenFalse(gif, known(gif, channels != 1));
        Ops bmp = taking(gif, taken, "(None, 0, 3)", "BMP").withControlDependencies(readable);
        Output asBmp = bmp.image.convertImageDtype(bmp.image.decodeBmp(ofBmp), dtype);
        return branches.merge(asBmp, asGif);
    }

    private static Output known(Ops s, boolean value) {
        return s.withName("check_channels").constant(value);
    }

    /** Where ops are added that run once the number of channels has been checked. */
    private static Ops taking(Ops s, Output fine, String channels, String format) {
        String rule = "Channels must be in " + channels + " when decoding " + format + " images";
        return s.withControlDependencies(s.assertTrue(fine, rule));
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
