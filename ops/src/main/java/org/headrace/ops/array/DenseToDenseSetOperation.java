package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.StridedCopy;
import org.jspecify.annotations.Nullable;

/**
 * Sets along the last axis of two tensors, compared row by row: TensorFlow's {@code DenseToDenseSetOperation}. The results'
 * elements in ascending order as a sparse tensor: indices, values, shape.
 *
 * @param setOperation {@code "a-b"}, {@code "b-a"}, {@code "intersection"} or {@code "union"}
 * @param validateIndices of no effect with dense inputs
 */
public record DenseToDenseSetOperation(String setOperation, boolean validateIndices) implements NotDifferentiable {
    private static final DTypes SUPPORTED =
            DTypes.of(DType.INT8, DType.INT16, DType.INT32, DType.INT64, DType.UINT8, DType.UINT16, DType.STRING);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        SUPPORTED.require(in, 0, "set1");
        ShapeRules.requireSameType(in, 1, "set2", 0, "set1");
        if (!Set.of("a-b", "b-a", "intersection", "union").contains(setOperation)) {
            throw in.error("Invalid set_operation %s.", setOperation);
        }
        Shape a = in.shape(0);
        Shape b = in.shape(1);
        long rank = a.hasRank() ? a.rank() : b.hasRank() ? b.rank() : Shape.UNKNOWN;
        if (rank >= 0 && rank < 2) {
            throw in.error("Shape %s has rank %d < 2", (a.hasRank() ? a : b).toBrackets(), rank);
        }
        if (a.hasRank() && b.hasRank()) {
            if (a.rank() != b.rank()) {
                throw in.error("Mismatched ranks %d vs %d.", a.rank(), b.rank());
            }
            if (!a.slice(0, a.rank() - 1).isCompatibleWith(b.slice(0, b.rank() - 1))) {
                throw in.error("Mismatched group shapes %s vs %s.", a.toBrackets(), b.toBrackets());
            }
        }
        return List.of(
                TensorSpec.of(DType.INT64, Shape.UNKNOWN, rank),
                TensorSpec.of(in.dtype(0), Shape.UNKNOWN),
                TensorSpec.of(DType.INT64, rank));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape a = signature.input(0).shape();
        Shape groups = a.slice(0, a.rank() - 1);
        int columnsA = (int) a.dim(-1);
        int columnsB = (int) signature.input(1).shape().dim(-1);
        int rows = groups.size();
        return context -> {
            List<Set<Key>> results = new ArrayList<>();
            int count = 0;
            int widest = 0;
            for (int row = 0; row < rows; row++) {
                Set<Key> result = combine(row(context.input(0), row, columnsA), row(context.input(1), row, columnsB));
                results.add(result);
                count += result.size();
                widest = Math.max(widest, result.size());
            }
            write(context, groups, results, count, widest);
        };
    }

    private Set<Key> combine(TreeSet<Key> a, TreeSet<Key> b) {
        TreeSet<Key> result = new TreeSet<>(setOperation.equals("b-a") ? b : a);
        switch (setOperation) {
            case "a-b" -> result.removeAll(b);
            case "b-a" -> result.removeAll(a);
            case "intersection" -> result.retainAll(b);
            default -> result.addAll(b);
        }
        return result;
    }

    private static TreeSet<Key> row(Tensor tensor, int row, int columns) {
        TreeSet<Key> keys = new TreeSet<>();
        for (int i = row * columns; i < (row + 1) * columns; i++) {
            boolean text = tensor.dtype() == DType.STRING;
            keys.add(new Key(text ? tensor.strings()[i] : new byte[0], text ? 0 : tensor.longAt(i), tensor, i));
        }
        return keys;
    }

    private static void write(KernelContext context, Shape groups, List<Set<Key>> results, int count, int widest) {
        int rank = groups.rank() + 1;
        Tensor indices = context.allocate(0, Shape.of(count, rank));
        Tensor values = context.allocate(1, Shape.of(count));
        int[] strides = StridedCopy.strides(StridedCopy.dims(groups));
        int at = 0;
        for (int row = 0; row < results.size(); row++) {
            int column = 0;
            for (Key key : results.get(row)) {
                int rest = row;
                for (int axis = 0; axis < rank - 1; axis++) {
                    indices.longs()[at * rank + axis] = rest / strides[axis];
                    rest %= strides[axis];
                }
                indices.longs()[at * rank + rank - 1] = column++;
                Elements.copy(key.tensor.array(), key.place, values.array(), at++, 1);
            }
        }
        for (int axis = 0; axis < rank - 1; axis++) {
            context.output(2).longs()[axis] = groups.dim(axis);
        }
        context.output(2).longs()[rank - 1] = widest;
    }

    /** An element in its order: texts bytewise, numbers by value. */
    @SuppressWarnings("ArrayRecordComponent") // compared by compareTo only
    private record Key(byte[] text, long number, Tensor tensor, int place) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Arrays.compareUnsigned(text, other.text);
            return order != 0 ? order : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && compareTo(key) == 0;
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(text) + Long.hashCode(number);
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "set_operation",
                setOperation,
                "validate_indices",
                validateIndices,
                "T",
                op.input(0).dtype());
    }
}
