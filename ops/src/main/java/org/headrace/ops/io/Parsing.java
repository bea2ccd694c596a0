package org.headrace.ops.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Elements;

/** Examples as tensors: what parsing one and parsing many share. */
final class Parsing {
    private static final DTypes TAKEN = DTypes.of(DType.FLOAT32, DType.INT64, DType.STRING);

    private Parsing() {}

    /** The shape function: {@code batch} is the examples' shape, {@code defaults} the first of the dense defaults' inputs. */
    static List<TensorSpec> infer(
            InferContext in, Shape batch, List<DType> sparse, List<DType> dense, List<Shape> shapes, int defaults) {
        if (dense.size() != shapes.size() || in.inputs() != defaults + dense.size()) {
            throw in.error(
                    "dense_shapes (%d), Tdense (%d) and dense_defaults (%d) must be as many",
                    shapes.size(), dense.size(), in.inputs() - defaults);
        }
        List<TensorSpec> outputs = new ArrayList<>();
        int rank = batch.hasRank() ? batch.rank() : 1;
        sparse.forEach(dtype -> outputs.add(TensorSpec.of(DType.INT64, Shape.UNKNOWN, rank + 1)));
        for (DType dtype : sparse) {
            requireTaken(in, dtype);
            outputs.add(TensorSpec.of(dtype, Shape.UNKNOWN));
        }
        sparse.forEach(dtype -> outputs.add(TensorSpec.of(DType.INT64, rank + 1)));
        for (int i = 0; i < dense.size(); i++) {
            requireTaken(in, dense.get(i));
            Inputs.require(in, defaults + i, "dense_defaults", dense.get(i));
            Shape shape = shapes.get(i);
            for (int axis = 0; axis < (shape.hasRank() ? shape.rank() : 1); axis++) {
                if (!shape.hasRank() || shape.dim(axis) == Shape.UNKNOWN && (axis > 0 || rank == 0)) {
                    throw in.error("dense_shapes[%d] is %s: only the first dimension of a batch may vary", i, shape);
                }
            }
            outputs.add(new TensorSpec(dense.get(i), batch.hasRank() ? batch.concat(shape) : Shape.unknown()));
        }
        return outputs;
    }

    private static void requireTaken(InferContext in, DType dtype) {
        if (!TAKEN.members().contains(dtype)) {
            throw in.error("a feature is %s, not in list of allowed values: %s", dtype, TAKEN);
        }
    }

    /** The features of all examples. */
    static List<Map<String, Tensor>> read(KernelContext context, List<String> sparse, List<String> dense) {
        Set<String> wanted = new HashSet<>(sparse);
        wanted.addAll(dense);
        List<Map<String, Tensor>> examples = new ArrayList<>();
        Tensor serialized = context.input(0);
        for (int i = 0; i < serialized.size(); i++) {
            try {
                examples.add(ExampleMessage.read(serialized.strings()[i], wanted));
            } catch (DataLossException e) {
                throw context.error("Could not parse example input number %d: %s", i, String.valueOf(e.getMessage()));
            }
        }
        return examples;
    }

    private static void requireType(KernelContext context, String key, DType expected, Tensor values) {
        if (values.dtype() != expected) {
            throw context.error(
                    "Key: %s.  Data types don't match. Expected type: %s, but the example has %s",
                    key, expected, values.dtype());
        }
    }

    /** Gives outputs {@code n}, {@code n + all} and {@code n + 2 * all}: a feature's values and where they are. */
    static void sparse(
            KernelContext context, List<Map<String, Tensor>> examples, String key, DType dtype, int n, int all) {
        boolean batch = context.input(0).shape().rank() == 1;
        int count = 0;
        int most = 0;
        for (Map<String, Tensor> example : examples) {
            Tensor values = example.get(key);
            if (values != null) {
                requireType(context, key, dtype, values);
                count += values.size();
                most = Math.max(most, values.size());
            }
        }
        int columns = batch ? 2 : 1;
        long[] indices = context.allocate(n, Shape.of(count, columns)).longs();
        Tensor out = context.allocate(n + all, Shape.of(count));
        int at = 0;
        for (int i = 0; i < examples.size(); i++) {
            Tensor values = examples.get(i).get(key);
            for (int j = 0; values != null && j < values.size(); j++, at++) {
                Elements.copy(values.array(), j, out.array(), at, 1);
                indices[columns * at] = i;
                indices[columns * at + columns - 1] = j;
            }
        }
        long[] shape = context.output(n + 2 * all).longs();
        shape[0] = examples.size();
        shape[columns - 1] = most;
    }

    /** Gives output {@code n}: a feature of one shape in all examples, or of a first dimension that is filled up. */
    static void dense(
            KernelContext context, List<Map<String, Tensor>> examples, String key, Shape shape, int n, int standIn) {
        Tensor given = context.input(standIn);
        boolean varies = shape.rank() > 0 && shape.dim(0) == Shape.UNKNOWN;
        int stride = varies ? shape.slice(1, shape.rank()).size() : shape.size();
        int longest = 0;
        for (Map<String, Tensor> example : examples) {
            Tensor values = example.get(key);
            longest = Math.max(longest, values == null ? 0 : values.size());
        }
        Shape each = varies ? shape.withDim(0, stride == 0 ? 0 : (longest + stride - 1) / stride) : shape;
        Tensor out = varies ? context.allocate(n, context.input(0).shape().concat(each)) : context.output(n);
        int size = each.size();
        for (int i = 0; i < examples.size(); i++) {
            Tensor values = examples.get(i).get(key);
            if (values != null) {
                requireType(context, key, out.dtype(), values);
                if (varies ? stride == 0 || values.size() % stride != 0 : values.size() != size) {
                    throw context.error(
                            "Key: %s, Index: %d.  Number of %s values != expected.  values size: %d but output shape: %s",
                            key, i, out.dtype(), values.size(), shape.toBrackets());
                }
                Elements.copy(values.array(), 0, out.array(), i * size, values.size());
            }
            fill(context, key, i, given, out, i * size, values == null ? -1 : values.size(), size, varies);
        }
    }

    /** What an example lacks, from the default. */
    private static void fill(
            KernelContext context,
            String key,
            int example,
            Tensor given,
            Tensor out,
            int at,
            int has,
            int size,
            boolean varies) {
        if (varies) {
            Tensor filling = given.size() == 1 ? given : Tensor.zeros(out.dtype(), Shape.of(1));
            for (int j = Math.max(0, has); j < size; j++) {
                Elements.copy(filling.array(), 0, out.array(), at + j, 1);
            }
        } else if (has < 0) {
            if (given.size() != size || size == 0) {
                throw context.error(
                        "Name: <unknown>, Feature: %s (data type: %s) is required but could not be found: example %d",
                        key, out.dtype(), example);
            }
            Elements.copy(given.array(), 0, out.array(), at, size);
        }
    }
}
