package org.headrace.ops.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Pooling;

/**
 * The gradient of {@link MaxPoolWithArgmax} from its input, the output's gradient and the places: TensorFlow's
 * {@code MaxPoolGradWithArgmax}, which itself has no gradient for the CPU. Kernels: floating numbers, integers.
 *
 * @param ksize the window's sizes, {@code [1, rows, columns, 1]}
 * @param strides its steps, likewise
 * @param padding {@code "SAME"} or {@code "VALID"}
 * @param includeBatchInIndex whether places are those in the whole input, not in each image
 */
public record MaxPoolGradWithArgmax(
        List<Integer> ksize, List<Integer> strides, String padding, boolean includeBatchInIndex) implements OpType {
    public MaxPoolGradWithArgmax {
        ksize = List.copyOf(ksize);
        strides = List.copyOf(strides);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape output =
                Pools.output(in, Window.of(strides, padding, Channels.LAST), ksize, 4, 0, "input", DTypes.NUMERIC);
        Convolving.requireSameType(in, 1, "grad", 0, "input");
        DTypes.INDEX.require(in, 2, "argmax");
        Pools.require(in, 1, "grad", output);
        Pools.require(in, 2, "argmax", output);
        return List.of(in.input(0).withShape(Convolving.known(in.shape(0), 4)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Pooling.atArgMax(signature, includeBatchInIndex);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(OpType.super.attributes(op));
        attributes.put("Targmax", op.input(2).dtype());
        return attributes;
    }
}
