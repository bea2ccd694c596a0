package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.ConcatV2;
import org.headrace.ops.nn.BiasAdd;
import org.headrace.ops.nn.Elu;
import org.headrace.ops.nn.EluGrad;
import org.headrace.ops.nn.LeakyRelu;
import org.headrace.ops.nn.LeakyReluGrad;
import org.headrace.ops.nn.Relu;
import org.headrace.ops.nn.Relu6;
import org.headrace.ops.nn.Relu6Grad;
import org.headrace.ops.nn.ReluGrad;
import org.headrace.ops.nn.Selu;
import org.headrace.ops.nn.SeluGrad;
import org.headrace.ops.nn.Softplus;
import org.headrace.ops.nn.SoftplusGrad;
import org.headrace.ops.nn.Softsign;
import org.headrace.ops.nn.SoftsignGrad;

/** Activation functions, a part of {@link NnOps}. */
abstract class ActivationOps extends RecurrentOps {
    ActivationOps(Ops tf) {
        super(tf);
    }

    /**
     * {@code max(features, 0)}, of real numbers.
     *
     * @see Relu
     */
    public Output relu(Output features) {
        return tf.add(new Relu(), features);
    }

    /**
     * {@code min(max(features, 0), 6)}, of real numbers.
     *
     * @see Relu6
     */
    public Output relu6(Output features) {
        return tf.add(new Relu6(), features);
    }

    /**
     * {@code features} where positive, else {@code exp(features) - 1}, of floating numbers.
     *
     * @see Elu
     */
    public Output elu(Output features) {
        return tf.add(new Elu(), features);
    }

    /**
     * The scaled exponential linear unit, of floating numbers.
     *
     * @see Selu
     */
    public Output selu(Output features) {
        return tf.add(new Selu(), features);
    }

    /**
     * {@code log(1 + exp(features))}, without overflow, of floating numbers.
     *
     * @see Softplus
     */
    public Output softplus(Output features) {
        return tf.add(new Softplus(), features);
    }

    /**
     * {@code features / (1 + |features|)}, of floating numbers.
     *
     * @see Softsign
     */
    public Output softsign(Output features) {
        return tf.add(new Softsign(), features);
    }

    /**
     * {@code features} where positive, else {@code 0.2 * features}, of floating numbers.
     *
     * @see LeakyRelu
     */
    public Output leakyRelu(Output features) {
        return leakyRelu(features, 0.2f);
    }

    /**
     * {@code features} where positive, else {@code alpha * features}, of floating numbers.
     *
     * @see LeakyRelu
     */
    public Output leakyRelu(Output features, float alpha) {
        return tf.add(new LeakyRelu(alpha), features);
    }

    /**
     * {@code gradients} where {@code features} is positive, else 0. {@code features} may be the output of {@link #relu}.
     *
     * @see ReluGrad
     */
    public Output reluGrad(Output gradients, Output features) {
        return tf.add(new ReluGrad(), gradients, features);
    }

    /**
     * {@code gradients} where {@code features} is between 0 and 6, else 0.
     *
     * @see Relu6Grad
     */
    public Output relu6Grad(Output gradients, Output features) {
        return tf.add(new Relu6Grad(), gradients, features);
    }

    /**
     * The gradient of {@link #elu} from its {@code outputs}.
     *
     * @see EluGrad
     */
    public Output eluGrad(Output gradients, Output outputs) {
        return tf.add(new EluGrad(), gradients, outputs);
    }

    /**
     * The gradient of {@link #selu} from its {@code outputs}.
     *
     * @see SeluGrad
     */
    public Output seluGrad(Output gradients, Output outputs) {
        return tf.add(new SeluGrad(), gradients, outputs);
    }

    /**
     * {@code gradients / (1 + exp(-features))}.
     *
     * @see SoftplusGrad
     */
    public Output softplusGrad(Output gradients, Output features) {
        return tf.add(new SoftplusGrad(), gradients, features);
    }

    /**
     * {@code gradients / (1 + |features|)^2}.
     *
     * @see SoftsignGrad
     */
    public Output softsignGrad(Output gradients, Output features) {
        return tf.add(new SoftsignGrad(), gradients, features);
    }

    /**
     * {@code gradients} where {@code features} is positive, else {@code alpha * gradients}.
     *
     * @see LeakyReluGrad
     */
    public Output leakyReluGrad(Output gradients, Output features, float alpha) {
        return tf.add(new LeakyReluGrad(alpha), gradients, features);
    }

    /** {@code relu(features)} and {@code relu(-features)} joined along the last axis, which doubles it. */
    public Output crelu(Output features) {
        return crelu(features, -1);
    }

    /** The same joined along another axis. */
    public Output crelu(Output features, int axis) {
        Ops s = tf.scoped("CRelu");
        Output both = s.finish(new ConcatV2(), features, s.neg(features), s.constant(Tensor.of(axis), "axis"));
        return s.nn.relu(both);
    }

    /** {@code relu(x weights + biases)}, of matrices and a vector. */
    public Output reluLayer(Output x, Output weights, Output biases) {
        Ops s = tf.scoped("relu_layer");
        return s.finish(new Relu(), s.nn.biasAdd(s.matmul(x, weights), biases));
    }

    /** {@code x weights + biases}, of matrices and a vector. */
    public Output xwPlusB(Output x, Output weights, Output biases) {
        Ops s = tf.scoped("xw_plus_b");
        return s.finish(new BiasAdd("NHWC"), s.matmul(x, weights), biases);
    }

    /** {@code features * sigmoid(features)}, of floating numbers. */
    public Output swish(Output features) {
        Output sigmoid = tf.withName("Sigmoid").sigmoid(features);
        return tf.withName("mul").mul(features, sigmoid);
    }
}
