package org.headrace.ops.nn;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.FormulaOp;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * A vector added along one axis: TensorFlow's {@code BiasAdd}.
 *
 * @param dataFormat {@code "NHWC"}: along the last axis; {@code "NCHW"}: along axis 1
 */
public record BiasAdd(String dataFormat) implements FormulaOp, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "value");
        if (in.dtype(1) != in.dtype(0)) {
            throw in.error(
                    "Input 'bias' of 'BiasAdd' Op has type %s that does not match type %s of argument 'value': cast one "
                            + "of them",
                    in.dtype(1), in.dtype(0));
        }
        Channels.requireFormat(in, dataFormat);
        Shape bias = in.requireRank(1, 1);
        Shape value = in.shape(0);
        if (!value.hasRank()) {
            return List.of(in.input(0));
        }
        int axis = Channels.axis(in, dataFormat);
        long channels = value.dim(axis);
        long length = bias.hasRank() ? bias.dim(0) : Shape.UNKNOWN;
        if (channels != length && channels != Shape.UNKNOWN && length != Shape.UNKNOWN) {
            throw in.error(
                    "value is %s, bias is %s: value.dim(%d) = %d must equal the bias' length %d (data format %s)",
                    value.toBrackets(), bias.toBrackets(), axis, channels, length, dataFormat);
        }
        return List.of(in.input(0).withShape(value.withDim(axis, channels == Shape.UNKNOWN ? length : channels)));
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return inputs.get(0).plus(inputs.get(1));
    }

    /** The bias with axes of size 1 after its own. */
    @Override
    public List<Shape> operandShapes(List<Shape> inputs) {
        Shape value = inputs.get(0);
        long[] ones = new long[dataFormat.equals(Channels.LAST) ? 0 : value.rank() - 2];
        Arrays.fill(ones, 1);
        return List.of(value, inputs.get(1).concat(Shape.of(ones)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(dy.get(0), tf.add(new BiasAddGrad(dataFormat), dy.get(0)));
    }
}
