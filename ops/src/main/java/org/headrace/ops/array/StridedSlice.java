package org.headrace.ops.array;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's basic indexing, {@code x[1:3, ..., ::-1, None, 2]}: TensorFlow's {@code StridedSlice}.
 *
 * @param beginMask bit {@code i}: {@code begin[i]} is ignored, the slice starts at the edge; {@code endMask} likewise
 * @param ellipsisMask bit {@code i}: position {@code i} stands for all dimensions that are not mentioned
 * @param newAxisMask bit {@code i}: a dimension of 1 is inserted
 * @param shrinkAxisMask bit {@code i}: {@code begin[i]} is an index, and the dimension disappears
 */
public record StridedSlice(long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
        implements StaticValue, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(slice(in)));
    }

    /** The shape of the slice of input 0 that inputs 1 to 3 say, as far as it is known. */
    public Shape slice(InferContext in) {
        ShapeRules.requireIndex(in, 1, "begin");
        ShapeRules.requireSameType(in, 2, "end", 1, "begin");
        ShapeRules.requireSameType(in, 3, "strides", 1, "begin");
        Shape shape = in.shape(0);
        Tensor strides = in.constant(3);
        Shape vector =
                ShapeRules.merge(in, in.requireRank(1, 1), in.requireRank(2, 1), "begin and end must be of one length");
        ShapeRules.merge(in, vector, in.requireRank(3, 1), "begin and strides must be of one length");
        if (!shape.hasRank() || strides == null) {
            return Shape.unknown();
        }
        return view(in, shape, in.constant(1), in.constant(2), strides).result();
    }

    StridedView view(OpContext context, Shape shape, @Nullable Tensor begin, @Nullable Tensor end, Tensor strides) {
        return StridedView.of(context, shape, begin, end, strides, this);
    }

    @Override
    public @Nullable Tensor staticValue(InferContext in, int output) {
        long[] dims = dims(in);
        if (dims == null || Arrays.stream(dims).anyMatch(dim -> dim == Shape.UNKNOWN)) {
            return null; // of a constant it is found by running the kernel
        }
        Shape shape = shrinkAxisMask == 0 ? Shape.of(dims.length) : Shape.scalar();
        return Integers.of(in, in.dtype(0), shape, dims);
    }

    /** A part of a shape that is known in part. */
    @Override
    public Shape staticShape(InferContext in, int output) {
        long[] dims = shrinkAxisMask == 0 ? dims(in) : null;
        return dims == null ? Shape.unknown() : Shape.of(dims);
    }

    /** The picked elements of a vector that stands for a shape; null if it is something else or not known enough. */
    private long @Nullable [] dims(InferContext in) {
        Tensor begin = in.constant(1);
        Tensor end = in.constant(2);
        Tensor strides = in.constant(3);
        boolean indices = DTypes.INDEX.members().contains(in.dtype(0));
        boolean vector = in.shape(0).isComplete() && in.shape(0).rank() == 1;
        if (!indices || !vector || begin == null || end == null || strides == null || newAxisMask != 0) {
            return null;
        }
        Shape whole = in.constantAsShape(0);
        if (!whole.hasRank()) {
            return null;
        }
        StridedView view = view(in, in.shape(0), begin, end, strides);
        long[] dims = new long[view.sizes()[0]];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = whole.dim(view.start() + i * view.strides()[0]);
        }
        return dims;
    }

    @Override
    public Kernel kernel(Signature signature) {
        StridedView view =
                view(signature, signature.input(0).shape(), signature.value(1), signature.value(2), signature.value(3));
        StridedCopy copy = StridedCopy.gather(signature.output(0).dtype(), view.sizes(), view.strides(), view.start());
        return CopyKernel.of(signature, copy, 0, 0);
    }

    /**
     * The copy of a tensor of shape {@code value} to where this slice would take it from in one of shape {@code whole}.
     *
     * @throws org.headrace.core.InvalidArgumentException if {@code value} is not the slice's shape
     */
    public StridedCopy intoSlice(
            OpContext context, TensorSpec whole, Tensor begin, Tensor end, Tensor strides, Shape value) {
        StridedView view = view(context, whole.shape(), begin, end, strides);
        if (!view.result().equals(value)) {
            throw context.error(
                    "sliced l-value shape %s does not match r-value shape %s: broadcast the value to it",
                    view.result().toBrackets(), value.toBrackets());
        }
        return StridedCopy.scatter(whole.dtype(), view.sizes(), view.strides(), view.start());
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output shape = tf.shape(op.input(0), op.input(1).dtype());
        StridedSliceGrad type = new StridedSliceGrad(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
        return Gradient.list(tf.add(type, shape, op.input(1), op.input(2), op.input(3), dy.get(0)), null, null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return masks(op.input(0).dtype(), op.input(1).dtype());
    }

    /** The attributes of this op and those of its kind. */
    public Map<String, Object> masks(DType dtype, DType index) {
        return Map.of(
                "T", dtype,
                "Index", index,
                "begin_mask", beginMask,
                "end_mask", endMask,
                "ellipsis_mask", ellipsisMask,
                "new_axis_mask", newAxisMask,
                "shrink_axis_mask", shrinkAxisMask);
    }
}
