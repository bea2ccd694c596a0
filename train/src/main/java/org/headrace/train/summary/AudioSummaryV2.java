package org.headrace.train.summary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Summary;

/**
 * Sounds of a batch [batch, frames] or [batch, frames, channels] of float32 from -1 to 1, as WAV of 16 bits: TensorFlow's
 * {@code AudioSummaryV2(tag, tensor, sample_rate)}.
 *
 * @param maxOutputs the most that are taken of a batch
 */
public record AudioSummaryV2(long maxOutputs) implements SummaryOp {
    private static final int HEADER = 44;
    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    private static final float FULL_SCALE = 1 << 15;

    @Override
    public void require(InferContext in) {
        Shape shape = in.shape(1);
        if (in.dtype(1) != DType.FLOAT32 || shape.hasRank() && shape.rank() != 2 && shape.rank() != 3) {
            throw in.error("Tensor must be float32 and 3-D or 2-D, got: %s", in.input(1));
        }
        if (in.dtype(2) != DType.FLOAT32) {
            throw in.error("sample_rate must be float32, not %s", in.input(2));
        }
        in.requireRank(2, 0);
        if (maxOutputs < 1) {
            throw in.error("max_outputs must be > 0, not %d", maxOutputs);
        }
    }

    @Override
    public Summary summary(KernelContext context, String tag) {
        Tensor sounds = context.input(1);
        float rate = context.input(2).floats()[0];
        if (!(rate > 0)) {
            throw context.error("sample_rate must be > 0, not %s", rate);
        }
        int frames = (int) sounds.shape().dim(1);
        int channels = sounds.shape().rank() == 2 ? 1 : (int) sounds.shape().dim(2);
        List<Summary.Value> values = new ArrayList<>();
        for (int i = 0; i < Math.min(maxOutputs, sounds.shape().dim(0)); i++) {
            byte[] wav = wav(sounds.floats(), i * frames * channels, rate, frames, channels);
            values.add(new Summary.Value(
                    tag + "/audio" + (maxOutputs > 1 ? "/" + i : ""), new Summary.Audio(rate, channels, frames, wav)));
        }
        return new Summary(values);
    }

    private static byte[] wav(float[] samples, int from, float rate, int frames, int channels) {
        int data = frames * channels * Short.BYTES;
        int hertz = Math.max(1, (int) Math.rint(rate));
        ByteBuffer wav = ByteBuffer.allocate(HEADER + data).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + data).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(FORMAT_BYTES).putShort(PCM).putShort((short) channels);
        wav.putInt(hertz).putInt(hertz * channels * Short.BYTES);
        wav.putShort((short) (channels * Short.BYTES)).putShort((short) Short.SIZE);
        wav.put(ascii("data")).putInt(data);
        for (int i = 0; i < frames * channels; i++) {
            wav.putShort(sample(samples[from + i]));
        }
        return wav.array();
    }

    /** The nearest of the 65536 levels, halves away from zero. */
    private static short sample(float value) {
        double level = Math.copySign(Math.floor(Math.abs(value * FULL_SCALE) + 0.5), value);
        return (short) Math.min(Short.MAX_VALUE, Math.max(Short.MIN_VALUE, level));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("max_outputs", maxOutputs);
    }
}
