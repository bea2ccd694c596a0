package org.headrace.interop;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.FeatureListProto;
import org.headrace.interop.proto.FeatureListsProto;
import org.headrace.interop.proto.SequenceExampleProto;

/**
 * A training example of sequences, such as sentences or videos: TensorFlow's {@code tf.train.SequenceExample}.
 *
 * @param context what holds for the whole, each a vector of float32, int64 or string
 * @param featureLists for each name a vector per step
 */
public record SequenceExample(Map<String, Tensor> context, Map<String, List<Tensor>> featureLists) {
    public SequenceExample {
        context = Features.checked(context);
        Map<String, List<Tensor>> lists = new LinkedHashMap<>();
        featureLists.forEach((name, steps) -> {
            steps.forEach(values -> Features.requireFeature(name, values));
            lists.put(name, List.copyOf(steps));
        });
        featureLists = Collections.unmodifiableMap(lists);
    }

    /**
     * The example that a record holds.
     *
     * @throws DataLossException if it holds none
     */
    public static SequenceExample parse(byte[] record) {
        try {
            SequenceExampleProto proto = SequenceExampleProto.parseFrom(record);
            Map<String, List<Tensor>> lists = new LinkedHashMap<>();
            new TreeMap<>(proto.getFeatureLists().getFeatureListMap())
                    .forEach((name, list) -> lists.put(
                            name,
                            list.getFeatureList().stream().map(Features::tensor).toList()));
            return new SequenceExample(Features.map(proto.getContext()), lists);
        } catch (InvalidProtocolBufferException e) {
            throw new DataLossException(
                    "Could not parse example input: a record of " + record.length
                            + " bytes is no tf.train.SequenceExample",
                    e);
        }
    }

    /** The example as a record. */
    public byte[] toBytes() {
        FeatureListsProto.Builder lists = FeatureListsProto.newBuilder();
        new TreeMap<>(featureLists).forEach((name, steps) -> {
            FeatureListProto.Builder list = FeatureListProto.newBuilder();
            steps.forEach(values -> list.addFeature(Features.proto(values)));
            lists.putFeatureList(name, list.build());
        });
        return SequenceExampleProto.newBuilder()
                .setContext(Features.proto(context))
                .setFeatureLists(lists)
                .build()
                .toByteArray();
    }

    /**
     * The steps of a sequence.
     *
     * @throws NotFoundException if the example has none of this name
     */
    public List<Tensor> list(String name) {
        List<Tensor> steps = featureLists.get(name);
        if (steps == null) {
            throw new NotFoundException("Feature list: " + name
                    + " is required but could not be found: the example has " + featureLists.keySet());
        }
        return steps;
    }
}
