package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Identity;
import org.headrace.ops.math.AddN;
import org.headrace.ops.math.Mul;

/** Penalties on variables: TensorFlow's {@code tf.contrib.layers.l1_regularizer} and its like. A scale of 0 is no penalty. */
public final class RegularizerOps {
    private final Ops tf;

    RegularizerOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * {@code scale * sum(|weights|)}.
     *
     * @throws InvalidArgumentException if {@code scale} is negative
     */
    public Regularizer l1(double scale) {
        requireScale(scale);
        return (at, weights) -> {
            if (scale == 0) {
                return null;
            }
            Ops s = at.scope("l1_regularizer");
            Output factor = s.constant(Tensor.of(weights.dtype(), scale), "scale");
            return s.finish(new Mul(), factor, s.reduceSum(s.abs(weights)));
        };
    }

    /**
     * {@code scale * sum(weights^2) / 2}.
     *
     * @throws InvalidArgumentException if {@code scale} is negative
     */
    public Regularizer l2(double scale) {
        requireScale(scale);
        return (at, weights) -> {
            if (scale == 0) {
                return null;
            }
            Ops s = at.scope("l2_regularizer");
            Output factor = s.constant(Tensor.of(weights.dtype(), scale), "scale");
            return s.finish(new Mul(), factor, s.nn.l2Loss(weights));
        };
    }

    /** Both. */
    public Regularizer l1L2(double scaleL1, double scaleL2) {
        return sum("l1_l2_regularizer", l1(scaleL1), l2(scaleL2));
    }

    /** The sum of several. */
    public Regularizer sum(Regularizer... regularizers) {
        return sum("sum_regularizer", regularizers);
    }

    private static Regularizer sum(String name, Regularizer... regularizers) {
        return (at, weights) -> {
            Ops s = at.scope(name);
            List<Output> penalties = new ArrayList<>();
            for (Regularizer regularizer : regularizers) {
                Output penalty = regularizer.penalty(s, weights);
                if (penalty != null) {
                    penalties.add(penalty);
                }
            }
            return penalties.isEmpty() ? null : total(s, penalties);
        };
    }

    /**
     * The sum of the penalties on all these weights, which is added to the collection of {@link LossOps#getTotalLoss}:
     * TensorFlow's {@code tf.contrib.layers.apply_regularization}.
     *
     * @throws InvalidArgumentException if there are none, or a penalty is no scalar
     */
    public Output apply(Regularizer regularizer, List<Output> weights) {
        if (weights.isEmpty()) {
            throw new InvalidArgumentException("No weights to regularize.");
        }
        Ops s = tf.scoped("get_regularization_penalty");
        List<Output> penalties = new ArrayList<>();
        for (Output weight : weights) {
            Output penalty = regularizer.penalty(s, weight);
            penalties.add(penalty == null ? s.constant(Tensor.of(0f), "Const") : penalty);
        }
        for (Output penalty : penalties) {
            if (penalty.shape().hasRank() && !penalty.shape().isScalar()) {
                throw new InvalidArgumentException(
                        penalty.op(),
                        "regularizer must return a scalar Tensor instead of a Tensor with rank "
                                + penalty.shape().rank() + ".");
            }
        }
        Output sum = total(s, penalties);
        tf.graph().addToCollection(LossOps.REGULARIZATION_COLLECTION, sum);
        return sum;
    }

    private static Output total(Ops s, List<Output> penalties) {
        return penalties.size() == 1
                ? s.finish(new Identity(), penalties.get(0))
                : s.finish(new AddN(), penalties.toArray(new Output[0]));
    }

    private static void requireScale(double scale) {
        if (!(scale >= 0)) {
            throw new InvalidArgumentException("Setting a scale less than 0 on a regularizer: " + scale);
        }
    }
}
