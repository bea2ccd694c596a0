package org.headrace.ops.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.Formula;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Prologue;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.ReductionKernel;

/**
 * The sums over all axes but the channels': the gradient of {@link BiasAdd} as to the bias, TensorFlow's
 * {@code BiasAddGrad}.
 *
 * @param dataFormat {@code "NHWC"}: the channels are the last axis; {@code "NCHW"}: axis 1
 */
public record BiasAddGrad(String dataFormat) implements Differentiable, Prologue {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "out_backprop");
        Channels.requireFormat(in, dataFormat);
        long channels = in.shape(0).hasRank() ? in.shape(0).dim(Channels.axis(in, dataFormat)) : Shape.UNKNOWN;
        return List.of(in.input(0).withShape(Shape.of(channels)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return ReductionKernel.of(Fold.SUM, signature, reduced(signature));
    }

    private boolean[] reduced(Signature signature) {
        boolean[] reduced = new boolean[signature.input(0).shape().rank()];
        Arrays.fill(reduced, true);
        reduced[dataFormat.equals(Channels.LAST) ? reduced.length - 1 : 1] = false;
        return reduced;
    }

    @Override
    public boolean takesFormula(Signature signature, int input) {
        return ReductionKernel.takesFormula(signature.input(0).dtype());
    }

    @Override
    public Kernel kernel(Signature signature, int input, Formula formula) {
        return ReductionKernel.of(Fold.SUM, signature, reduced(signature), formula);
    }

    /** Every element of a channel gets the channel's gradient. */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        boolean last = dataFormat.equals(Channels.LAST);
        Slice before = Slice.to(last ? -1 : 1);
        Output shape = tf.shape(op.input(0));
        List<Output> expanded = new ArrayList<>();
        List<Output> multiples = new ArrayList<>();
        Output biasShape = tf.shape(dy.get(0));
        expanded.add(tf.onesLike(tf.stridedSlice(shape, before)));
        expanded.add(biasShape);
        if (!last) {
            expanded.add(tf.onesLike(tf.stridedSlice(shape, Slice.from(2))));
        }
        Output bias = tf.reshape(dy.get(0), tf.concat(expanded, 0));
        multiples.add(tf.stridedSlice(shape, before));
        multiples.add(tf.constant(Tensor.of(new int[] {1}), "Const"));
        if (!last) {
            multiples.add(tf.stridedSlice(shape, Slice.from(2)));
        }
        return Gradient.list(tf.tile(bias, tf.concat(multiples, 0)));
    }
}
