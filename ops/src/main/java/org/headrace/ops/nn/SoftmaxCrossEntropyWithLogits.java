package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CrossEntropyKernel;
import org.headrace.ops.kernels.RecastKernel;

/**
 * Of logits and labels {@code [batch, classes]}, or what broadcasts to that, the losses {@code [batch]},
 * {@code -sum(labels * log(softmax(logits)))}, and their gradients as to the logits, {@code softmax(logits) - labels}:
 * TensorFlow's {@code SoftmaxCrossEntropyWithLogits}. Kernels: float32, float64.
 */
public record SoftmaxCrossEntropyWithLogits() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.FLOATING.require(in, 0, "features");
        if (in.dtype(1) != in.dtype(0)) {
            throw in.error(
                    "Input 'labels' of '%s' Op has type %s that does not match type %s of argument 'features': cast them",
                    name(), in.dtype(1), in.dtype(0));
        }
        Shape shape = broadcast(in);
        if (shape.hasRank() && shape.rank() != 2) {
            throw in.error(
                    "Shape must be broadcasted with rank 2, but is rank %d: features is %s, labels is %s",
                    shape.rank(), in.shape(0).toBrackets(), in.shape(1).toBrackets());
        }
        Shape matrix = shape.hasRank() ? shape : Shape.unknownDims(2);
        return List.of(in.input(0).withShape(matrix.slice(0, 1)), in.input(0).withShape(matrix));
    }

    private static Shape broadcast(InferContext in) {
        Shape features = in.shape(0);
        Shape labels = in.shape(1);
        boolean matrices = features.hasRank() && labels.hasRank() && features.rank() == 2 && labels.rank() == 2;
        if (matrices && features.isCompatibleWith(labels)) {
            return features.merge(labels);
        }
        try {
            return Shape.broadcast(features, labels);
        } catch (InvalidArgumentException e) {
            throw in.error(
                    "logits and labels must be broadcastable: logits_size=%s labels_size=%s",
                    features.toBrackets(), labels.toBrackets());
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, CrossEntropyKernel::new);
    }

    /**
     * Of both outputs: the second one's matters where the first one's gradient is differentiated again. As in TensorFlow,
     * that second derivative is complete as to the logits, and leaves out the labels' part.
     */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        boolean broadcasts = !op.input(0).shape().isCompatibleWith(op.input(1).shape());
        Output logits = broadcasts ? tf.broadcastTo(op.input(0), tf.shape(op.output(1))) : op.input(0);
        Output dLogits = timesRows(tf, dy.get(0), op.output(1));
        if (!isZero(dy.get(1))) {
            dLogits = tf.withName("add").add(dLogits, throughSoftmax(tf, logits, dy.get(1)));
        }
        Output dLabels = timesRows(tf, dy.get(0), tf.neg(tf.nn.logSoftmax(logits)));
        if (!broadcasts) {
            return Gradient.list(dLogits, dLabels);
        }
        Broadcasting shapes = Broadcasting.of(tf, op);
        return Gradient.list(shapes.reduceA(dLogits), shapes.reduceB(dLabels));
    }

    /** The gradient of {@code softmax(logits)}: {@code (dy - sum(dy * softmax)) * softmax}. */
    private static Output throughSoftmax(Ops tf, Output logits, Output dy) {
        Output softmax = tf.nn.softmax(logits);
        Output product = tf.matmul(tf.expandDims(dy, 1), tf.expandDims(softmax, 2));
        Output centered = tf.withName("sub").sub(dy, tf.squeeze(product, 1));
        return tf.withName("mul").mul(centered, softmax);
    }

    /** Each row of a matrix times a number of its own. */
    static Output timesRows(Ops tf, Output factors, Output matrix) {
        return tf.withName("mul").mul(tf.expandDims(factors, -1), matrix);
    }

    private static boolean isZero(Output dy) {
        if (dy.op().type().name().equals("ZerosLike")) {
            return true;
        }
        Tensor value = dy.graph().constantValue(dy);
        if (value == null) {
            return false;
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.doubleAt(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
