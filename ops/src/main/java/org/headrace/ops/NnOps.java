package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Concat;
import org.headrace.ops.array.ConcatV2;
import org.headrace.ops.array.GatherV2;
import org.headrace.ops.array.Pack;
import org.headrace.ops.array.TopKV2;
import org.headrace.ops.math.Add;
import org.headrace.ops.math.Mul;
import org.headrace.ops.nn.BiasAdd;
import org.headrace.ops.nn.InTopKV2;
import org.headrace.ops.nn.L2Loss;
import org.headrace.ops.nn.LogSoftmax;
import org.headrace.ops.nn.Softmax;
import org.headrace.ops.nn.SoftmaxCrossEntropyWithLogits;
import org.headrace.ops.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.jspecify.annotations.Nullable;

/** Activations, convolutions, losses' kernels: TensorFlow's {@code tf.nn}. */
public final class NnOps extends ActivationOps {
    NnOps(Ops tf) {
        super(tf);
    }

    /**
     * {@code exp(logits) / sum(exp(logits))} along the last axis, without overflow. float32, float64; rank 1 or more.
     *
     * @see Softmax
     */
    public Output softmax(Output logits) {
        return tf.add(new Softmax(), logits);
    }

    /** The softmax along this axis of logits whose rank is known. */
    public Output softmax(Output logits, int axis) {
        return alongAxis(new Softmax(), logits, axis);
    }

    /**
     * {@code logits - log(sum(exp(logits)))} along the last axis, without overflow. float32, float64; rank 1 or more.
     *
     * @see LogSoftmax
     */
    public Output logSoftmax(Output logits) {
        return tf.add(new LogSoftmax(), logits);
    }

    /** The logarithm of the softmax along this axis of logits whose rank is known. */
    public Output logSoftmax(Output logits, int axis) {
        return alongAxis(new LogSoftmax(), logits, axis);
    }

    /** Applies an op that works along the last axis along another one: that axis changes places with the last before and after. */
    private Output alongAxis(OpType type, Output logits, int axis) {
        if (axis == -1) {
            return tf.add(type, logits);
        }
        if (!logits.shape().hasRank()) {
            throw new InvalidArgumentException(
                    "axis = " + axis + " needs logits of known rank, " + logits + " is of unknown: give it a shape");
        }
        int rank = logits.shape().rank();
        if (axis < -rank || axis >= rank) {
            throw new InvalidArgumentException("Dimension (" + axis + ") must be in the range [" + -rank + ", " + rank
                    + ") where " + rank + " is the number of dimensions in the input " + logits);
        }
        int index = axis < 0 ? axis + rank : axis;
        if (index == rank - 1) {
            return tf.add(type, logits);
        }
        int[] swapped = new int[rank];
        for (int i = 0; i < rank; i++) {
            swapped[i] = i == index ? rank - 1 : i == rank - 1 ? index : i;
        }
        Output last = tf.withName(type.name()).add(type, tf.withName("transpose").transpose(logits, swapped));
        return tf.transpose(last, swapped);
    }

    /**
     * For each label between 0 and 1 the cross entropy with {@code sigmoid(logits)}, without overflow:
     * {@code max(x, 0) - x * z + log(1 + exp(-abs(x)))} for logit x and label z. float32, float64, both of one shape.
     */
    public Output sigmoidCrossEntropyWithLogits(Output labels, Output logits) {
        requireSameShape(labels, logits);
        Ops s = tf.scoped("logistic_loss");
        Output zeros = s.zerosLike(logits);
        Output positive = s.greaterEqual(logits, zeros);
        Output relu = s.where(positive, logits, zeros);
        Output minusAbs = s.where(positive, s.neg(logits), logits);
        Output difference = s.withName("sub").sub(relu, s.withName("mul").mul(logits, labels));
        return s.finish(new Add(), difference, s.math.log1p(s.exp(minusAbs)));
    }

    /**
     * The sigmoid cross entropy with positive labels counting {@code posWeight} times:
     * {@code posWeight * z * -log(sigmoid(x)) + (1 - z) * -log(1 - sigmoid(x))}.
     */
    public Output weightedCrossEntropyWithLogits(Output labels, Output logits, Output posWeight) {
        requireSameShape(labels, logits);
        Ops s = tf.scoped("logistic_loss");
        return weighted(s, labels, logits, s.withName("sub").sub(posWeight, 1));
    }

    /** The same with a known weight. */
    public Output weightedCrossEntropyWithLogits(Output labels, Output logits, double posWeight) {
        requireSameShape(labels, logits);
        Ops s = tf.scoped("logistic_loss");
        return weighted(s, labels, logits, s.withName("mul/x").add(constantOf(labels.dtype(), posWeight - 1)));
    }

    private static org.headrace.ops.state.Const constantOf(DType dtype, double value) {
        return new org.headrace.ops.state.Const(Tensor.of(dtype, value));
    }

    private static Output weighted(Ops s, Output labels, Output logits, Output weightLessOne) {
        Output logWeight =
                s.withName("add").add(1, s.withName("mul").mul(weightLessOne, labels));
        Output linear = s.withName("mul").mul(s.withName("sub").sub(1, labels), logits);
        Output log = s.math.log1p(s.exp(s.neg(s.abs(logits))));
        Output rest = s.withName("add").add(log, s.nn.relu(s.neg(logits)));
        return s.finish(new Add(), linear, s.withName("mul").mul(logWeight, rest));
    }

    private static void requireSameShape(Output labels, Output logits) {
        if (!labels.shape().isCompatibleWith(logits.shape())) {
            throw new InvalidArgumentException("logits and labels must have the same shape (" + logits.shape() + " vs "
                    + labels.shape() + "): " + logits + ", " + labels);
        }
    }
