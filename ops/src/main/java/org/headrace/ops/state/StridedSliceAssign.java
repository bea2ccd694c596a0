package org.headrace.ops.state;

import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.array.StridedSlice;
import org.headrace.ops.kernels.StridedCopy;

/**
 * {@code ref[begin:end:strides] = value}, the slice written as in {@link StridedSlice}: TensorFlow's
 * {@code StridedSliceAssign}. The value has the slice's very shape.
 */
public record StridedSliceAssign(long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
        implements Assigning {
    private StridedSlice slice() {
        return new StridedSlice(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        References.requireSameDType(in, 4, "value", "ref");
        Shape slice = slice().slice(in);
        if (!slice.isCompatibleWith(in.shape(4))) {
            throw in.error(
                    "sliced l-value shape %s does not match r-value shape %s: broadcast the value to it",
                    slice.toBrackets(), in.shape(4).toBrackets());
        }
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        StridedCopy copy = slice().intoSlice(
                        signature,
                        signature.input(0),
                        signature.value(1),
                        signature.value(2),
                        signature.value(3),
                        signature.input(4).shape());
        return context -> copy.run(context.input(4), context.variable(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return slice().masks(op.input(0).dtype(), op.input(1).dtype());
    }
}
