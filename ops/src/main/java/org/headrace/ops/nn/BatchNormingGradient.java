package org.headrace.ops.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import org.headrace.ops.kernels.BatchNorm;

/**
 * The gradient of {@link BatchNorming} from y's gradient, x, scale, and the mean and variance that were used: the gradients as
 * to x, scale and offset, then two empty outputs. Kernels: x of float32 or halves, channels last.
 *
 * <p>It can be differentiated in turn. The rule is TensorFlow's, in which mean and variance depend on x if training; TensorFlow
 * lets a tape find it, here it is written out.
 */
interface BatchNormingGradient extends Differentiable {
    float epsilon();

    String dataFormat();

    boolean isTraining();

    /** What {@code x} may be. */
    DTypes images();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        images().require(in, 0, "y_backprop");
        Convolving.requireSameType(in, 1, "x", 0, "y_backprop");
        Channels.requireFormat(in, dataFormat());
        Shape dy = Convolving.known(in.requireRank(0, 4), 4);
        Shape x = Convolving.known(in.requireRank(1, 4), 4);
        if (!dy.isCompatibleWith(x)) {
            throw in.error("y_backprop and x must have the same shape, but they are %s and %s", dy, x);
        }
        x = x.merge(dy);
        int axis = dataFormat().equals(Channels.LAST) ? 3 : 1;
        Shape channels = Shape.of(x.dim(axis));
        String[] names = {"y_backprop", "x", "scale", "reserve_space_1", "reserve_space_2"};
        for (int i = 2; i < 5; i++) {
            DTypes.of(DType.FLOAT32).require(in, i, names[i]);
            Shape vector = Convolving.known(in.requireRank(i, 1), 1);
            if (!vector.isCompatibleWith(channels)) {
                throw in.error(
                        "Dimension 0 in both shapes must be equal, but are %d and %d: %s must have one element for each "
                                + "channel of x, %s (data format %s)",
                        vector.dim(0), channels.dim(0), names[i], x.toBrackets(), dataFormat());
            }
            channels = channels.merge(vector);
        }
        TensorSpec perChannel = in.input(2).withShape(channels);
        TensorSpec none = TensorSpec.of(DType.FLOAT32, 0);
        return List.of(in.input(1).withShape(x.withDim(axis, channels.dim(0))), perChannel, perChannel, none, none);
    }

    @Override
    default Kernel kernel(Signature signature) {
        BatchNorming.requireLast(signature, dataFormat());
        return BatchNorm.gradient(signature, epsilon(), isTraining());
    }

    @Override
    default List<Gradient> gradient(Ops tf, Op op, List<Output> ddy) {
        DType dtype = op.input(1).dtype();
        Output dy = tf.cast(op.input(0), DType.FLOAT32);
        Output x = tf.cast(op.input(1), DType.FLOAT32);
        Output ddx = tf.cast(ddy.get(0), DType.FLOAT32);
        Output scale = perImage(tf, op.input(2));
        Output ddScale = perImage(tf, ddy.get(1));
        Output ddOffset = perImage(tf, ddy.get(2));
        List<Output> gradients = isTraining()
                ? whileTraining(tf, dy, x, scale, ddx, ddScale, ddOffset)
                : byGivenMoments(
                        tf, dy, x, scale, ddx, ddScale, ddOffset, perImage(tf, op.input(3)), perImage(tf, op.input(4)));
        List<Gradient> all = new ArrayList<>(Collections.nCopies(op.inputs().size(), Gradient.NONE));
        all.set(0, Gradient.of(tf.cast(gradients.get(0), dtype)));
        all.set(1, Gradient.of(tf.cast(gradients.get(1), dtype)));
        all.set(2, Gradient.of(tf.reshape(gradients.get(2), -1)));
        return all;
    }

    /**
     * With {@code r = 1 / sqrt(variance + epsilon)}, {@code c} for what is centred and {@code <.>} for means over n values, the
     * op computes {@code dx = scale r (dyc - xc r^2 <dy xc>)} and {@code dscale = n r <dy xc>}; what is added up here is the
     * derivative of {@code n (scale r (<ddx dyc> - r^2 <dy xc> <ddx xc>) + ddscale r <dy xc> + ddoffset <dy>)}.
     */
    private List<Output> whileTraining(
            Ops tf, Output dy, Output x, Output scale, Output ddx, Output ddScale, Output ddOffset) {
        Output xc = centred(tf, x);
        Output dyc = centred(tf, dy);
        Output ddxc = centred(tf, ddx);
        Output variance = mean(tf, tf.square(xc));
        Output r = tf.math.rsqrt(tf.add(variance, epsilon()));
        Output r2 = tf.square(r);
        Output m = mean(tf, tf.mul(dy, xc));
        Output p = mean(tf, tf.mul(ddx, xc));
        Output q = mean(tf, tf.mul(ddx, dyc));
        Output scaleR = tf.mul(scale, r);
        Output ddScaleR = tf.mul(ddScale, r);
        Output alongX = tf.sub(ddScaleR, tf.mul(scaleR, tf.mul(r2, p)));
        Output ofDy = tf.add(tf.add(tf.mul(scaleR, ddxc), tf.mul(alongX, xc)), ddOffset);
        Output r2m = tf.mul(r2, m);
        Output spread = tf.mul(scale, tf.sub(q, tf.mul(tf.mul(r2m, p), 3f)));
        Output ofVariance = tf.mul(tf.mul(r2, r), tf.add(spread, tf.mul(ddScale, m)));
        Output ofX = tf.sub(tf.sub(tf.mul(alongX, dyc), tf.mul(tf.mul(scaleR, r2m), ddxc)), tf.mul(ofVariance, xc));
        Output ofScale = sum(tf, tf.mul(tf.mul(r, ddx), tf.sub(dyc, tf.mul(r2m, xc))));
        return List.of(ofDy, ofX, ofScale);
    }

    /** Of {@code dx = scale r dy} and {@code dscale = sum(dy r (x - mean))}, where r and mean are given. */
    private List<Output> byGivenMoments(
            Ops tf,
            Output dy,
            Output x,
            Output scale,
            Output ddx,
            Output ddScale,
            Output ddOffset,
            Output mean,
            Output variance) {
        Output r = tf.math.rsqrt(tf.add(variance, epsilon()));
        Output ddScaleR = tf.mul(ddScale, r);
        Output ofDy = tf.add(tf.add(tf.mul(ddx, tf.mul(scale, r)), tf.mul(ddScaleR, tf.sub(x, mean))), ddOffset);
        return List.of(ofDy, tf.mul(ddScaleR, dy), sum(tf, tf.mul(tf.mul(ddx, dy), r)));
    }

    private Output centred(Ops tf, Output x) {
        return tf.sub(x, mean(tf, x));
    }

    private Output mean(Ops tf, Output x) {
        return tf.reduceMean(x, axes(), true);
    }

    private Output sum(Ops tf, Output x) {
        return tf.reduceSum(x, axes(), true);
    }

    private int[] axes() {
        return dataFormat().equals(Channels.LAST) ? new int[] {0, 1, 2} : new int[] {0, 2, 3};
    }

    /** A vector so that it broadcasts over images. */
    private Output perImage(Ops tf, Output vector) {
        return dataFormat().equals(Channels.LAST) ? vector : tf.reshape(vector, -1, 1, 1);
    }
}
