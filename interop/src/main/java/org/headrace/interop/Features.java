package org.headrace.interop;

import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.BytesList;
import org.headrace.interop.proto.FeatureProto;
import org.headrace.interop.proto.FeaturesProto;
import org.headrace.interop.proto.FloatList;
import org.headrace.interop.proto.Int64List;

/** The features of examples as TensorFlow's messages. A feature is a vector of float32, int64 or string. */
final class Features {
    private Features() {}

    static FeaturesProto proto(Map<String, Tensor> features) {
        FeaturesProto.Builder proto = FeaturesProto.newBuilder();
        // Sorted, so that equal examples give equal bytes.
        new TreeMap<>(features).forEach((name, values) -> proto.putFeature(name, proto(values)));
        return proto.build();
    }

    static FeatureProto proto(Tensor values) {
        FeatureProto.Builder proto = FeatureProto.newBuilder();
        switch (values.dtype()) {
            case FLOAT32 -> {
                FloatList.Builder list = FloatList.newBuilder();
                for (int i = 0; i < values.size(); i++) {
                    list.addValue(values.floats()[i]);
                }
                proto.setFloatList(list);
            }
            case INT64 -> {
                Int64List.Builder list = Int64List.newBuilder();
                for (int i = 0; i < values.size(); i++) {
                    list.addValue(values.longs()[i]);
                }
                proto.setInt64List(list);
            }
            default -> {
                BytesList.Builder list = BytesList.newBuilder();
                for (int i = 0; i < values.size(); i++) {
                    list.addValue(ByteString.copyFrom(values.strings()[i]));
                }
                proto.setBytesList(list);
            }
        }
        return proto.build();
    }

    /** By name; a feature without a kind counts as missing, as it does to TensorFlow's parsers. */
    static Map<String, Tensor> map(FeaturesProto proto) {
        Map<String, Tensor> features = new LinkedHashMap<>();
        new TreeMap<>(proto.getFeatureMap()).forEach((name, feature) -> {
            if (feature.getKindCase() != FeatureProto.KindCase.KIND_NOT_SET) {
                features.put(name, tensor(feature));
            }
        });
        return features;
    }

    static Tensor tensor(FeatureProto feature) {
        switch (feature.getKindCase()) {
            case FLOAT_LIST -> {
                List<Float> values = feature.getFloatList().getValueList();
                float[] floats = new float[values.size()];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = values.get(i);
                }
                return Tensor.wrap(Shape.of(floats.length), floats);
            }
            case INT64_LIST -> {
                List<Long> values = feature.getInt64List().getValueList();
                return Tensor.wrap(
                        Shape.of(values.size()),
                        values.stream().mapToLong(Long::longValue).toArray());
            }
            default -> {
                List<ByteString> values = feature.getBytesList().getValueList();
                byte[][] strings = values.stream().map(ByteString::toByteArray).toArray(byte[][]::new);
                return Tensor.wrap(DType.STRING, Shape.of(strings.length), strings);
            }
        }
    }

    /** A copy that does not change, of valid features. */
    static Map<String, Tensor> checked(Map<String, Tensor> features) {
        features.forEach(Features::requireFeature);
        return Collections.unmodifiableMap(new LinkedHashMap<>(features));
    }

    static void requireFeature(String name, Tensor values) {
        boolean kind =
                switch (values.dtype()) {
                    case FLOAT32, INT64, STRING -> true;
                    default -> false;
                };
        if (!kind || values.shape().rank() != 1) {
            throw new InvalidArgumentException("feature '" + name + "' is " + values.spec()
                    + ": a feature is a vector of float32, int64 or string; cast it and reshape it");
        }
    }

    /** One byte string as a feature. */
    static Tensor string(byte[] value) {
        return Tensor.wrap(DType.STRING, Shape.of(1), new byte[][] {value.clone()});
    }

    static Tensor get(Map<String, Tensor> features, String name) {
        Tensor values = features.get(name);
        if (values == null) {
            throw new NotFoundException(
                    "Feature: " + name + " is required but could not be found: the example has " + features.keySet());
        }
        return values;
    }
}
