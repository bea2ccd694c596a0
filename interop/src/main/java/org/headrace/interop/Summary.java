package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.GraphException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.HistogramProto;
import org.headrace.interop.proto.SummaryMetadataProto;
import org.headrace.interop.proto.SummaryProto;

/** Values by tag, for TensorBoard to show: TensorFlow's {@code tf.Summary}, which summary ops put out. */
public record Summary(List<Value> values) {
    /** So many elements, of all its tensors, may stand for values that are repeated. */
    private static final long MOST_FILLED = 1 << 22;

    public Summary {
        values = List.copyOf(values);
    }

    /** A summary of one number. */
    public static Summary scalar(String tag, double value) {
        return new Summary(List.of(new Value(tag, new Scalar((float) value))));
    }

    /** One value; {@code nodeName} is the op that put it out, where that is said instead of a tag, else empty. */
    public record Value(String tag, Content content, Metadata metadata, String nodeName) {
        public Value(String tag, Content content, Metadata metadata) {
            this(tag, content, metadata, "");
        }

        public Value(String tag, Content content) {
            this(tag, content, Metadata.NONE);
        }
    }

    /** What there is to show. */
    public sealed interface Content permits Scalar, Image, Histogram, Audio, TensorContent, Other {}

    /** A number. */
    public record Scalar(float value) implements Content {}

    /** An image, encoded as PNG, a scalar of string; {@code colorspace} is the number of channels. */
    public record Image(int height, int width, int colorspace, Tensor png) implements Content {
        public Image(int height, int width, int colorspace, byte[] png) {
            this(height, width, colorspace, bytes(png));
        }
    }

    /** A sound, encoded as WAV, a scalar of string. */
    public record Audio(float sampleRate, long channels, long frames, Tensor wav) implements Content {
        public Audio(float sampleRate, long channels, long frames, byte[] wav) {
            this(sampleRate, channels, frames, bytes(wav));
        }
    }

    /** Bytes as a scalar of string. */
    private static Tensor bytes(byte[] bytes) {
        return Tensor.wrap(DType.STRING, Shape.scalar(), new byte[][] {bytes});
    }

    private static ByteString bytes(Tensor string) {
        return ByteString.copyFrom(string.strings()[0]);
    }

    /** A distribution: {@code counts} of values below each of {@code limits}, and not below the one before it. */
    public record Histogram(
            double min, double max, double num, double sum, double sumSquares, List<Double> limits, List<Double> counts)
            implements Content {
        public Histogram {
            limits = List.copyOf(limits);
            counts = List.copyOf(counts);
        }
    }

    /** A tensor, which the plugin that the metadata name shows. */
    public record TensorContent(Tensor tensor) implements Content {}

    /** What is not known here. */
    public record Other() implements Content {}

    /** Who shows a value, and how. The plugin's content is bytes, a character each. */
    public record Metadata(String pluginName, String pluginContent, String displayName, String description) {
        /** Nothing said. */
        public static final Metadata NONE = of("", "");

        /** The plugin of TensorBoard, and what it wants to know. */
        public static Metadata of(String pluginName, String pluginContent) {
            return new Metadata(pluginName, pluginContent, "", "");
        }

        /** As TensorFlow's {@code SummaryMetadata}. */
        public byte[] toBytes() {
            return proto().toByteArray();
        }

        /**
         * What a {@code SummaryMetadata} says.
         *
         * @throws DataLossException if the bytes are none
         */
        public static Metadata parse(byte[] bytes) {
            try {
                return of(SummaryMetadataProto.parseFrom(bytes));
            } catch (InvalidProtocolBufferException e) {
                throw new DataLossException(
                        "Bad serialized_summary_metadata: " + bytes.length + " bytes are no message", e);
            }
        }

        private static Metadata of(SummaryMetadataProto proto) {
            return new Metadata(
                    proto.getPluginData().getPluginName(),
                    proto.getPluginData().getContent().toString(StandardCharsets.ISO_8859_1),
                    proto.getDisplayName(),
                    proto.getSummaryDescription());
        }

        private SummaryMetadataProto proto() {
            SummaryMetadataProto.Builder proto = SummaryMetadataProto.newBuilder()
                    .setDisplayName(displayName)
                    .setSummaryDescription(description);
            if (!pluginName.isEmpty() || !pluginContent.isEmpty()) {
                proto.getPluginDataBuilder()
                        .setPluginName(pluginName)
                        .setContent(ByteString.copyFrom(pluginContent, StandardCharsets.ISO_8859_1));
            }
            return proto.build();
        }
    }

    /** As a serialized message. */
    public byte[] toBytes() {
        return proto().toByteArray();
    }

    /**
     * The summary that a serialized message holds.
     *
     * @throws DataLossException if it holds none
     */
    public static Summary parse(byte[] bytes) {
        try {
            return of(SummaryProto.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new DataLossException("Could not parse " + bytes.length + " bytes as a Summary", e);
        }
    }

    SummaryProto proto() {
        SummaryProto.Builder summary = SummaryProto.newBuilder();
        for (Value value : values) {
            SummaryProto.Value.Builder proto =
                    summary.addValueBuilder().setTag(value.tag).setNodeName(value.nodeName);
            if (!value.metadata.equals(Metadata.NONE)) {
                proto.setMetadata(value.metadata.proto());
            }
            if (value.content instanceof Scalar scalar) {
                proto.setSimpleValue(scalar.value);
            } else if (value.content instanceof Image image) {
                proto.getImageBuilder()
                        .setHeight(image.height)
                        .setWidth(image.width)
                        .setColorspace(image.colorspace)
                        .setEncodedImageString(bytes(image.png));
            } else if (value.content instanceof Histogram histogram) {
                proto.getHistoBuilder()
                        .setMin(histogram.min)
                        .setMax(histogram.max)
                        .setNum(histogram.num)
                        .setSum(histogram.sum)
                        .setSumSquares(histogram.sumSquares)
                        .addAllBucketLimit(histogram.limits)
                        .addAllBucket(histogram.counts);
            } else if (value.content instanceof Audio audio) {
                proto.getAudioBuilder()
                        .setSampleRate(audio.sampleRate)
                        .setNumChannels(audio.channels)
                        .setLengthFrames(audio.frames)
                        .setEncodedAudioString(bytes(audio.wav))
                        .setContentType("audio/wav");
            } else if (value.content instanceof TensorContent content) {
                proto.setTensor(TensorProtos.tensor(content.tensor));
            }
        }
        return summary.build();
    }

    /**
     * The summary that a message holds.
     *
     * @throws DataLossException if a tensor of it contradicts itself, or takes far more memory than the message
     */
    static Summary of(SummaryProto proto) {
        List<Value> values = new ArrayList<>();
        long mostFilled = MOST_FILLED;
        for (SummaryProto.Value value : proto.getValueList()) {
            Content content = content(value, mostFilled);
            mostFilled -= content instanceof TensorContent tensor ? tensor.tensor.size() : 0;
            values.add(new Value(value.getTag(), content, Metadata.of(value.getMetadata()), value.getNodeName()));
        }
        return new Summary(values);
    }

    private static Content content(SummaryProto.Value value, long mostFilled) {
        return switch (value.getValueCase()) {
            case SIMPLE_VALUE -> new Scalar(value.getSimpleValue());
            case IMAGE -> {
                SummaryProto.Image image = value.getImage();
                yield new Image(
                        image.getHeight(),
                        image.getWidth(),
                        image.getColorspace(),
                        image.getEncodedImageString().toByteArray());
            }
            case AUDIO -> {
                SummaryProto.Audio audio = value.getAudio();
                yield new Audio(
                        audio.getSampleRate(),
                        audio.getNumChannels(),
                        audio.getLengthFrames(),
                        audio.getEncodedAudioString().toByteArray());
            }
            case HISTO -> {
                HistogramProto histogram = value.getHisto();
                yield new Histogram(
                        histogram.getMin(),
                        histogram.getMax(),
                        histogram.getNum(),
                        histogram.getSum(),
                        histogram.getSumSquares(),
                        histogram.getBucketLimitList(),
                        histogram.getBucketList());
            }
            case TENSOR -> new TensorContent(tensor(value, mostFilled));
            default -> new Other();
        };
    }

    private static Tensor tensor(SummaryProto.Value value, long mostFilled) {
        try {
            return TensorProtos.tensor(value.getTensor(), Math.max(0, mostFilled));
        } catch (GraphException e) {
            throw new DataLossException(
                    "Could not parse the tensor of '" + value.getTag() + "' in a Summary: " + e.getMessage(), e);
        }
    }
}
