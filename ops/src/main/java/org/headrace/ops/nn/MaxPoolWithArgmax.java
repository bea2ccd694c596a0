package org.headrace.ops.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Pooling;

/**
 * {@link MaxPool} and, as output 1, where in the input, flattened, each of the greatest lies: of equal ones the first. A NaN
 * counts only as a window's first. TensorFlow's {@code MaxPoolWithArgmax}. Kernels: floating numbers, integers.
 *
 * @param ksize the window's sizes, {@code [1, rows, columns, 1]}
 * @param strides its steps, likewise
 * @param targmax the dtype of the places, int32 or int64
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param includeBatchInIndex whether places are those in the whole input, not in each image
 */
public record MaxPoolWithArgmax(
        List<Integer> ksize, List<Integer> strides, DType targmax, String padding, boolean includeBatchInIndex)
        implements Differentiable {
    public MaxPoolWithArgmax {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (!DTypes.INDEX.members().contains(targmax)) {
            throw in.error("Targmax is %s, must be int32 or int64", targmax);
        }
        Shape output = Pools.output(in, window(), ksize, 4, 0, "input", DTypes.NUMERIC);
        return List.of(in.input(0).withShape(output), new TensorSpec(targmax, output));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.argMax(
                signature, window().pool(signature, signature.input(0).shape(), ksize), includeBatchInIndex);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(
                new MaxPoolGradWithArgmax(ksize, strides, padding, includeBatchInIndex),
                op.input(0),
                dy.get(0),
                op.output(1)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(Differentiable.super.attributes(op));
        attributes.remove("targmax");
        attributes.put("Targmax", targmax);
        return attributes;
    }

    private Window window() {
        return Window.of(strides, padding, Channels.LAST);
    }
}
