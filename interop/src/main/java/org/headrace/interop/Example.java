package org.headrace.interop;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.ExampleProto;

/**
 * A training example, values by name: TensorFlow's {@code tf.train.Example}, which record files usually hold.
 *
 * <pre>{@code
 * var example = Example.builder().put("pixels", 0.5f, 0.25f).put("label", 7L).put("name", "seven").build();
 * }</pre>
 *
 * @param features each a vector of float32, int64 or string
 */
public record Example(Map<String, Tensor> features) {
    public Example {
        features = Features.checked(features);
    }

    /** Starts an example. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The example that a record holds.
     *
     * @throws DataLossException if it holds none
     */
    public static Example parse(byte[] record) {
        try {
            return new Example(Features.map(ExampleProto.parseFrom(record).getFeatures()));
        } catch (InvalidProtocolBufferException e) {
            throw new DataLossException(
                    "Could not parse example input: a record of " + record.length + " bytes is no tf.train.Example", e);
        }
    }

    /** The example as a record. */
    public byte[] toBytes() {
        return ExampleProto.newBuilder()
                .setFeatures(Features.proto(features))
                .build()
                .toByteArray();
    }

    /**
     * The values of a feature.
     *
     * @throws NotFoundException if the example has none of this name
     */
    public Tensor get(String name) {
        return Features.get(features, name);
    }

    /** Collects features. */
    public static final class Builder {
        private final Map<String, Tensor> features = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, float... values) {
            return put(name, Tensor.of(values));
        }

        public Builder put(String name, long... values) {
            return put(name, Tensor.of(values));
        }

        /** Texts, in UTF-8. */
        public Builder put(String name, String... values) {
            return put(name, Tensor.of(values));
        }

        /** One byte string: an encoded image, say. */
        public Builder put(String name, byte[] value) {
            return put(name, Features.string(value));
        }

        /** A vector of float32, int64 or string. */
        public Builder put(String name, Tensor values) {
            Features.requireFeature(name, values);
            features.put(name, values);
            return this;
        }

        public Example build() {
            return new Example(features);
        }
    }
}
