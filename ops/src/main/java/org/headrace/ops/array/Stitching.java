package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;

/** What {@link DynamicStitch} and {@link ParallelDynamicStitch} do alike. */
final class Stitching {
    private Stitching() {}

    static List<TensorSpec> infer(InferContext in) {
        int n = in.inputs() / 2;
        ShapeRules.requireOneType(in, "data", n, 2 * n);
        Shape slice = Shape.unknown();
        boolean known = true;
        long last = -1;
        for (int i = 0; i < n; i++) {
            ShapeRules.requireType(in, i, "indices", DType.INT32);
            Shape indices = in.shape(i);
            Shape data = in.shape(n + i);
            if (indices.hasRank() && data.hasRank()) {
                if (data.rank() < indices.rank()
                        || !data.slice(0, indices.rank()).isCompatibleWith(indices)) {
                    throw in.error(
                            "data[%d].shape = %s does not start with indices[%d].shape = %s",
                            i, data.toBrackets(), i, indices.toBrackets());
                }
                slice = ShapeRules.merge(
                        in, slice, data.slice(indices.rank(), data.rank()), "data[" + i + "] differs in its slices");
            }
            Tensor value = in.constant(i);
            known &= value != null;
            for (int j = 0; value != null && j < value.size(); j++) {
                last = Math.max(last, value.ints()[j]);
            }
        }
        return List.of(
                in.input(n).withShape(Shape.of(known ? last + 1 : Shape.UNKNOWN).concat(slice)));
    }

    static Kernel kernel(Signature signature) {
        int n = signature.inputs() / 2;
        int[] counts = new int[n];
        int slice = signature
                        .output(0)
                        .shape()
                        .slice(1, signature.output(0).shape().rank())
                        .size()
                * signature.output(0).dtype().width();
        for (int i = 0; i < n; i++) {
            signature.value(i); // the output's height is the largest index
            counts[i] = signature.input(i).shape().size();
        }
        return context -> {
            Tensor output = context.output(0);
            Elements.clear(output);
            for (int i = 0; i < n; i++) {
                Tensor indices = context.input(i);
                for (int j = 0; j < counts[i]; j++) {
                    int row = indices.ints()[j];
                    if (row < 0) {
                        throw context.error(
                                "indices[%d]%s = %d is negative", i, Integers.position(indices.shape(), j), row);
                    }
                    Elements.copy(context.input(n + i).array(), j * slice, output.array(), row * slice, slice);
                }
            }
        };
    }

    static List<Gradient> gradient(Ops tf, Op op, Output dy) {
        int n = op.inputs().size() / 2;
        List<Gradient> gradients = new ArrayList<>(Collections.nCopies(n, Gradient.NONE));
        for (int i = 0; i < n; i++) {
            gradients.add(Gradient.of(tf.gather(dy, op.input(i))));
        }
        return gradients;
    }

    static Map<String, Object> attributes(Op op) {
        int n = op.inputs().size() / 2;
        return Map.of("N", (long) n, "T", op.input(n).dtype());
    }
}
