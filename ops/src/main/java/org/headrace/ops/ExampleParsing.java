package org.headrace.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.IoOps.FeatureSpec;
import org.headrace.ops.IoOps.FixedLenFeature;
import org.headrace.ops.IoOps.FixedLenSequenceFeature;
import org.headrace.ops.IoOps.ParsedExample;
import org.headrace.ops.IoOps.VarLenFeature;
import org.headrace.ops.io.ParseExample;
import org.headrace.ops.io.ParseSingleExample;

/** Builds the ops that parse examples, from what is said of their features. */
final class ExampleParsing {
    private final Ops scope;
    private final List<String> sparseKeys = new ArrayList<>();
    private final List<DType> sparseTypes = new ArrayList<>();
    private final List<String> denseKeys = new ArrayList<>();
    private final List<DType> denseTypes = new ArrayList<>();
    private final List<Shape> denseShapes = new ArrayList<>();
    private final List<Output> defaults = new ArrayList<>();

    private ExampleParsing(Ops scope, Map<String, FeatureSpec> features) {
        if (features.isEmpty()) {
            throw new InvalidArgumentException("Missing: features was {}: say what an example has");
        }
        this.scope = scope;
        // By name, as TensorFlow sorts them.
        new TreeMap<>(features).forEach(this::add);
    }

    private void add(String key, FeatureSpec spec) {
        if (spec instanceof VarLenFeature) {
            sparseKeys.add(key);
            sparseTypes.add(spec.dtype());
            return;
        }
        denseKeys.add(key);
        denseTypes.add(spec.dtype());
        Tensor missing = Tensor.zeros(spec.dtype(), Shape.of(0));
        String name = "key_" + key.replaceAll("[^A-Za-z0-9_.\\-/]", "_");
        if (spec instanceof FixedLenFeature fixed) {
            denseShapes.add(fixed.shape());
            Tensor given = fixed.defaultValue() == null
                    ? missing
                    : fixed.defaultValue().reshape(fixed.shape());
            defaults.add(
                    fixed.defaultValue() == null
                            ? scope.withName("Const").constant(given)
                            : scope.constant(given, name));
        } else {
            Shape shape = ((FixedLenSequenceFeature) spec).shape();
            denseShapes.add(Shape.of(Shape.UNKNOWN).concat(shape));
            defaults.add(scope.constant(Tensor.zeros(spec.dtype(), Shape.scalar()), name));
        }
    }

    static ParsedExample parse(Ops tf, Output serialized, Map<String, FeatureSpec> features) {
        Ops s = tf.scoped("ParseExample");
        ExampleParsing examples = new ExampleParsing(s, features);
        Ops t = s.scoped("ParseExample");
        List<Output> inputs = new ArrayList<>(List.of(serialized));
        inputs.add(t.constant(Tensor.zeros(DType.STRING, Shape.of(0)), "names"));
        examples.keys(t, "sparse_keys_", examples.sparseKeys, inputs);
        examples.keys(t, "dense_keys_", examples.denseKeys, inputs);
        inputs.addAll(examples.defaults);
        ParseExample type = new ParseExample(examples.sparseTypes, examples.denseTypes, examples.denseShapes);
        return examples.outputs(t.finish(type, inputs.toArray(new Output[0])).op());
    }

    private void keys(Ops t, String name, List<String> keys, List<Output> inputs) {
        for (int i = 0; i < keys.size(); i++) {
            inputs.add(t.constant(Tensor.of(keys.get(i)), name + i));
        }
    }

    static ParsedExample parseSingle(Ops tf, Output serialized, Map<String, FeatureSpec> features) {
        Ops s = tf.scoped("ParseSingleExample");
        ExampleParsing examples = new ExampleParsing(s, features);
        List<Output> inputs = new ArrayList<>(List.of(serialized));
        inputs.addAll(examples.defaults);
        ParseSingleExample type = new ParseSingleExample(
                examples.sparseKeys,
                examples.denseKeys,
                examples.sparseTypes,
                examples.denseTypes,
                examples.denseShapes);
        return examples.outputs(s.addOp(type, inputs.toArray(new Output[0])));
    }

    private ParsedExample outputs(Op op) {
        int n = sparseKeys.size();
        Map<String, SparseOutput> sparse = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            sparse.put(sparseKeys.get(i), new SparseOutput(op.output(i), op.output(n + i), op.output(2 * n + i)));
        }
        Map<String, Output> dense = new LinkedHashMap<>();
        for (int i = 0; i < denseKeys.size(); i++) {
            dense.put(denseKeys.get(i), op.output(3 * n + i));
        }
        return new ParsedExample(dense, sparse);
    }
}
