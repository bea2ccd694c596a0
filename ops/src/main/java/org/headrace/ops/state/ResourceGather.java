package org.headrace.ops.state;

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
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.kernels.GatherKernel;

/**
 * The rows, named by indices of int32 or int64, of the variable that a handle names: TensorFlow's {@code ResourceGather},
 * without its {@code batch_dims}. The indices' shape, then a row's. The gradient has only these rows.
 *
 * @param dtype the variable's
 * @param validateIndices kept for TensorFlow's files
 */
public record ResourceGather(DType dtype, boolean validateIndices) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 1, "indices");
        TensorSpec value = Handles.value(in);
        if (value.dtype() != dtype) {
            throw in.error("Trying to read variable with wrong dtype. Expected %s got %s", dtype, value.dtype());
        }
        Shape shape = value.shape();
        if (!shape.hasRank()) {
            return List.of(value);
        }
        if (shape.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: a scalar variable has no rows");
        }
        return List.of(value.withShape(in.shape(1).concat(shape.slice(1, shape.rank()))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int rows = (int) shape.dim(0);
        int width = shape.slice(1, shape.rank()).size() * dtype.width();
        int picks = signature.input(1).shape().size();
        return new GatherKernel(
                signature,
                1,
                1,
                rows,
                picks,
                width,
                (context, indices, i) ->
                        context.error("indices[%d] = %d is not in [0, %d)", i, indices.longAt(i), rows));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output handle = op.input(0);
        Shape known = ((VarHandleOp) handle.op().type()).shape();
        Output shape;
        if (known.isComplete()) {
            int[] dims = new int[known.rank()];
            for (int axis = 0; axis < dims.length; axis++) {
                dims[axis] = (int) known.dim(axis);
            }
            shape = tf.constant(Tensor.of(dims), "Const");
        } else {
            shape = tf.add(new VariableShape(DType.INT32), handle);
        }
        Output size = tf.expandDims(tf.size(op.input(1)), 0);
        Output row = tf.stridedSlice(shape, Slice.from(1));
        Output values = tf.reshape(dy.get(0), tf.concat(List.of(size, row), 0));
        return List.of(new Gradient.IndexedSlices(values, tf.reshape(op.input(1), size), shape), Gradient.NONE);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtype", dtype, "Tindices", op.input(1).dtype(), "validate_indices", validateIndices);
    }
}
