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
import org.headrace.core.TensorSpec;

/**
 * Sound, float32 [samples, channels] in [-1, 1], what is beyond being cut, as WAV of 16 bits: TensorFlow's
 * {@code EncodeWav(audio, sample_rate)}.
 */
public record EncodeWav() implements OpType {
    private static final int HEADER = 44;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.require(in, 0, "audio", DType.FLOAT32);
        Inputs.require(in, 1, "sample_rate", DType.INT32);
        Shape audio = in.requireRank(0, 2);
        in.requireRank(1, 0);
        if (audio.isComplete() && (audio.dim(1) < 1 || audio.dim(1) > 0xffff)) {
            throw in.error("num_channels must be in (0, 2^16), got: %d", audio.dim(1));
        }
        if (audio.isComplete() && audio.elements() > (Integer.MAX_VALUE - HEADER) / 2) {
            throw in.error("audio of shape %s cannot be encoded as a WAV", audio.toBrackets());
        }
        return List.of(new TensorSpec(DType.STRING, Shape.scalar()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return EncodeWav::encode;
    }

    private static void encode(KernelContext context) {
        int channels = (int) context.input(0).shape().dim(1);
        int n = context.input(0).size();
        int rate = context.input(1).ints()[0];
        if (rate <= 0) {
            throw context.error("sample_rate must be in (0, 2^32), got: %d", rate);
        }
        ByteBuffer wav = ByteBuffer.allocate(HEADER + 2 * n).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER + 2 * n - 8).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
        wav.putInt(rate)
                .putInt(rate * 2 * channels)
                .putShort((short) (2 * channels))
                .putShort((short) 16);
        wav.put(ascii("data")).putInt(2 * n);
        float[] audio = context.input(0).floats();
        for (int i = 0; i < n; i++) {
            float level = audio[i] * 32768;
            // Halves go away from zero.
            double rounded = Math.copySign(Math.floor(Math.abs(level) + 0.5), level);
            wav.putShort((short) Math.max(-32768, Math.min(32767, rounded)));
        }
        context.output(0).strings()[0] = wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
