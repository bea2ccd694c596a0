package org.headrace.ops.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.BatchNorm;

/**
 * Batch normalization in one op: {@code y = (x - mean) / sqrt(variance + epsilon) * scale + offset} for each channel of images
 * {@code [batch, rows, columns, channels]}. Inputs x, scale, offset, mean, variance; while training mean and variance are the
 * batch's and those inputs are empty. Outputs y, mean, variance (while training times {@code n / (n - 1)}), and mean and
 * variance as they were used, which the gradient needs. Kernels: x of float32 or halves, channels last.
 */
interface BatchNorming extends Differentiable {
    float epsilon();

    String dataFormat();

    boolean isTraining();

    /** What {@code x} may be. */
    DTypes images();

    /** Whether there is a sixth output, a float32 scalar that says nothing. */
    default boolean hasThirdReserve() {
        return false;
    }

    /** The op that computes the gradient. */
    OpType gradientOp(String format);

    @Override
    default List<TensorSpec> infer(InferContext in) {
        images().require(in, 0, "x");
        Channels.requireFormat(in, dataFormat());
        Shape x = Convolving.known(in.requireRank(0, 4), 4);
        int axis = dataFormat().equals(Channels.LAST) ? 3 : 1;
        Shape channels = Shape.of(x.dim(axis));
        String[] names = {"x", "scale", "offset", "mean", "variance"};
        for (int i = 1; i < 5; i++) {
            DTypes.of(DType.FLOAT32).require(in, i, names[i]);
            Shape vector = Convolving.known(in.requireRank(i, 1), 1);
            if (i > 2 && isTraining()) {
                if (vector.dim(0) > 0) {
                    throw in.error(
                            "estimated %s must be empty for training: it is %s. Give tf.constant(new float[0])",
                            names[i], in.input(i));
                }
            } else if (!vector.isCompatibleWith(channels)) {
                throw in.error(
                        "Dimension 0 in both shapes must be equal, but are %d and %d: %s must have one element for each "
                                + "channel of x, %s (data format %s)",
                        vector.dim(0), channels.dim(0), names[i], x.toBrackets(), dataFormat());
            } else {
                channels = channels.merge(vector);
            }
        }
        TensorSpec perChannel = in.input(1).withShape(channels);
        List<TensorSpec> outputs = new ArrayList<>(List.of(
                in.input(0).withShape(x.withDim(axis, channels.dim(0))),
                perChannel,
                perChannel,
                perChannel,
                perChannel));
        if (hasThirdReserve()) {
            outputs.add(TensorSpec.of(DType.FLOAT32));
        }
        return outputs;
    }

    @Override
    default Kernel kernel(Signature signature) {
        requireLast(signature, dataFormat());
        Kernel kernel = BatchNorm.forward(signature, epsilon(), isTraining());
        if (!hasThirdReserve()) {
            return kernel;
        }
        return context -> {
            context.output(5).floats()[0] = 0;
            kernel.run(context);
        };
    }

    static void requireLast(Signature signature, String dataFormat) {
        if (!dataFormat.equals(Channels.LAST)) {
            throw new UnimplementedException(
                    signature.op(),
                    "has no kernel for data_format " + dataFormat
                            + ": transpose the images to NHWC, by tf.transpose(x, 0, 2, 3, 1), and the result back, by "
                            + "tf.transpose(y, 0, 3, 1, 2)");
        }
    }

    @Override
    default List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        boolean turned = !isTraining() && dataFormat().equals(Channels.FIRST);
        Output x = turned ? tf.transpose(op.input(0), 0, 2, 3, 1) : op.input(0);
        Output dyLast = turned ? tf.transpose(dy.get(0), 0, 2, 3, 1) : dy.get(0);
        List<Output> inputs = new ArrayList<>(List.of(
                dyLast,
                x,
                op.input(1),
                isTraining() ? op.output(3) : op.input(3),
                isTraining() ? op.output(4) : op.input(4)));
        if (hasThirdReserve()) {
            inputs.add(op.output(5));
        }
        Op gradient = tf.addOp(gradientOp(turned ? Channels.LAST : dataFormat()), inputs.toArray(new Output[0]));
        Output dx = turned ? tf.transpose(gradient.output(0), 0, 3, 1, 2) : gradient.output(0);
        return Gradient.list(dx, gradient.output(1), gradient.output(2), null, null);
    }

    /** Of an op with a dtype {@code U} for what is said of channels. */
    static Map<String, Object> withChannelType(Map<String, Object> attributes) {
        Map<String, Object> changed = new LinkedHashMap<>(attributes);
        changed.put("U", DType.FLOAT32);
        return changed;
    }
}
