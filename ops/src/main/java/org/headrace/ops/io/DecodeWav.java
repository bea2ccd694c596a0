package org.headrace.ops.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The sound that a string holds as WAV of 16 bits, float32 [samples, channels] in [-1, 1), and its samples in a second,
 * int32: TensorFlow's {@code DecodeWav(contents)}.
 *
 * @param desiredChannels -1 for those that there are; more repeat the last one
 * @param desiredSamples -1 for those that there are; more are silent
 */
public record DecodeWav(long desiredChannels, long desiredSamples) implements OpType {
    private static final long MOST = 1L << 28;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.requireText(in, 0, "contents");
        if (desiredChannels == 0 || desiredChannels < -1 || desiredSamples < -1) {
            throw in.error(
                    "desired_channels %d must be non-zero, it and desired_samples %d at least -1",
                    desiredChannels, desiredSamples);
        }
        if (Math.max(1, desiredChannels) * (double) Math.max(1, desiredSamples) > MOST) {
            throw in.error("%d samples of %d channels are more than %d", desiredSamples, desiredChannels, MOST);
        }
        return List.of(TensorSpec.of(DType.FLOAT32, desiredSamples, desiredChannels), TensorSpec.of(DType.INT32));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return this::decode;
    }

    private void decode(KernelContext context) {
        ByteBuffer in = ByteBuffer.wrap(context.input(0).strings()[0]).order(ByteOrder.LITTLE_ENDIAN);
        expect(context, in, "RIFF");
        take(context, in, 4);
        expect(context, in, "WAVE");
        expect(context, in, "fmt ");
        int formatSize = take(context, in, 4).getInt();
        if (formatSize != 16 && formatSize != 18) {
            throw context.error("Bad format chunk size for WAV: Expected 16 or 18, but got %d", formatSize);
        }
        ByteBuffer format = take(context, in, formatSize);
        int code = format.getShort() & 0xffff;
        int channels = format.getShort() & 0xffff;
        int rate = format.getInt();
        int bytesPerSecond = format.getInt();
        int bytesPerSample = format.getShort() & 0xffff;
        int bits = format.getShort() & 0xffff;
        if (code != 1 || bits != 16 || channels < 1) {
            throw context.error(
                    "Can only read 16-bit PCM WAV files, but received format %d of %d bits and %d channels",
                    code, bits, channels);
        }
        if (bytesPerSample != 2 * channels || bytesPerSecond != bytesPerSample * rate) {
            throw context.error(
                    "Bad WAV header: %d bytes per sample, %d per second for %d channels at %d",
                    bytesPerSample, bytesPerSecond, channels, rate);
        }
        context.output(1).ints()[0] = rate;
        write(context, data(context, in), channels);
    }

    private static ByteBuffer data(KernelContext context, ByteBuffer in) {
        ByteBuffer data = null;
        while (in.hasRemaining()) {
            String name = name(take(context, in, 4));
            ByteBuffer chunk = take(context, in, take(context, in, 4).getInt() & 0xffffffffL);
            if (name.equals("data")) {
                if (data != null) {
                    throw context.error("More than one data chunk found in WAV");
                }
                data = chunk;
            }
        }
        if (data == null) {
            throw context.error("No data chunk found in WAV");
        }
        return data;
    }

    private void write(KernelContext context, ByteBuffer data, int channels) {
        int samples = data.remaining() / (2 * channels);
        int wantedSamples = desiredSamples < 0 ? samples : (int) desiredSamples;
        int wantedChannels = desiredChannels < 0 ? channels : (int) desiredChannels;
        boolean known = desiredSamples >= 0 && desiredChannels >= 0;
        Tensor out = known ? context.output(0) : context.allocate(0, Shape.of(wantedSamples, wantedChannels));
        float[] audio = out.floats();
        for (int i = 0; i < wantedSamples; i++) {
            for (int c = 0; c < wantedChannels; c++) {
                int at = 2 * (i * channels + Math.min(c, channels - 1));
                audio[i * wantedChannels + c] = i < samples ? data.getShort(at) / 32768f : 0;
            }
        }
    }

    private static String name(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    private static void expect(KernelContext context, ByteBuffer in, String text) {
        String found = name(take(context, in, 4));
        if (!found.equals(text)) {
            throw context.error("Header mismatch: Expected %s but found %s", text, found);
        }
    }

    private static ByteBuffer take(KernelContext context, ByteBuffer in, long count) {
        if (count > in.remaining()) {
            throw context.error(
                    "Data too short when trying to read %d bytes of WAV: %d are left", count, in.remaining());
        }
        ByteBuffer taken = in.slice(in.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) count);
        return taken;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("desired_channels", desiredChannels, "desired_samples", desiredSamples);
    }
}
