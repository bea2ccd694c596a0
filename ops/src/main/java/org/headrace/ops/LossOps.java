package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.math.DivNoNan;
import org.jspecify.annotations.Nullable;

/**
 * Losses over batches: TensorFlow's {@code tf.losses}. Each computes a loss for every element (or every row), multiplies
 * it with a weight, reduces the whole to a scalar, and joins the graph's collection {@value #COLLECTION}.
 *
 * <p>Weights are a scalar, or of the losses' rank, each dimension the losses' or 1. Where TensorFlow adds ops that check
 * this when the graph runs, Headrace checks what is known while the graph is built, and the product of losses and weights
 * does the rest. Losses are computed in float32, whatever the dtype of their inputs.
 */
public final class LossOps {
    /** The collection of the losses. */
    public static final String COLLECTION = "losses";
    /** The collection of the penalties on weights. */
    public static final String REGULARIZATION_COLLECTION = "regularization_losses";

    private static final float EPSILON = 1e-7f;

    private final Ops tf;

    LossOps(Ops tf) {
        this.tf = tf;
    }

    /** How weighted losses become one number: TensorFlow's {@code tf.losses.Reduction}. */
    public enum Reduction {
        /** They do not. */
        NONE,
        /** Their sum. */
        SUM,
        /** Their sum divided by the sum of the weights. */
        MEAN,
        /** Their sum divided by their number. */
        SUM_OVER_BATCH_SIZE,
        /** Their sum divided by the number of weights that are not zero. */
        SUM_BY_NONZERO_WEIGHTS
    }

    /** The squared differences, {@code (predictions - labels)^2}. */
    public Output meanSquaredError(Output labels, Output predictions) {
        return meanSquaredError(labels, predictions, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output meanSquaredError(Output labels, Output predictions, Output weights) {
        return meanSquaredError(labels, predictions, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output meanSquaredError(Output labels, Output predictions, @Nullable Output weights, Reduction reduction) {
        Ops s = open("mean_squared_error", predictions, labels);
        Output losses = s.math.squaredDifference(toFloat(s, predictions), toFloat(s, labels));
        return weighted(s, losses, weights, reduction);
    }

    /** The absolute differences, {@code abs(predictions - labels)}. */
    public Output absoluteDifference(Output labels, Output predictions) {
        return absoluteDifference(labels, predictions, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output absoluteDifference(Output labels, Output predictions, Output weights) {
        return absoluteDifference(labels, predictions, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output absoluteDifference(Output labels, Output predictions, @Nullable Output weights, Reduction reduction) {
        Ops s = open("absolute_difference", predictions, labels);
        Output losses = s.abs(s.sub(toFloat(s, predictions), toFloat(s, labels)));
        return weighted(s, losses, weights, reduction);
    }

    /** {@code e^2 / 2} for errors {@code e = abs(predictions - labels)} up to 1, and {@code e - 1/2} for larger ones. */
    public Output huberLoss(Output labels, Output predictions) {
        return huberLoss(labels, predictions, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output huberLoss(Output labels, Output predictions, Output weights) {
        return huberLoss(labels, predictions, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output huberLoss(Output labels, Output predictions, @Nullable Output weights, Reduction reduction) {
        Ops s = open("huber_loss", predictions, labels);
        Output error = s.abs(s.sub(toFloat(s, predictions), toFloat(s, labels)));
        Output quadratic = s.minimum(error, 1);
        Output linear = s.sub(error, quadratic);
        Output half = s.constant(Tensor.of(0.5f), "Const");
        Output losses = s.add(s.mul(half, s.mul(quadratic, quadratic)), s.mul(1, linear));
        return weighted(s, losses, weights, reduction);
    }

    /** The cross entropy of labels and predicted probabilities, {@code -z * log(p + eps) - (1 - z) * log(1 - p + eps)} with
     * {@code eps = 1e-7}. */
    public Output logLoss(Output labels, Output predictions) {
        return logLoss(labels, predictions, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output logLoss(Output labels, Output predictions, Output weights) {
        return logLoss(labels, predictions, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output logLoss(Output labels, Output predictions, @Nullable Output weights, Reduction reduction) {
        Ops s = open("log_loss", predictions, labels);
        Output p = toFloat(s, predictions);
        Output z = toFloat(s, labels);
        Output positive = s.neg(s.mul(z, s.log(s.withName("add").add(p, EPSILON))));
        Output rest = s.withName("sub").sub(1, z);
        Output complement = s.withName("add").add(s.withName("sub").sub(1, p), EPSILON);
        Output losses = s.withName("sub").sub(positive, s.mul(rest, s.log(complement)));
        return weighted(s, losses, weights, reduction);
    }

    /** {@code max(0, 1 - z * x)} of logits x and labels 0 or 1, taken as z = -1 or 1. */
    public Output hingeLoss(Output labels, Output logits) {
        return hingeLoss(labels, logits, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output hingeLoss(Output labels, Output logits, Output weights) {
        return hingeLoss(labels, logits, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output hingeLoss(Output labels, Output logits, @Nullable Output weights, Reduction reduction) {
        Ops s = open("hinge_loss", logits, labels);
        Output x = toFloat(s, logits);
        Output z = toFloat(s, labels);
        Output ones = s.onesLike(z);
        Output signs = s.sub(s.withName("mul").mul(2, z), ones);
        Output losses = s.nn.relu(s.sub(ones, s.mul(signs, x)));
        return weighted(s, losses, weights, reduction);
    }

    /** The cross entropy of labels with the sigmoid of logits. */
    public Output sigmoidCrossEntropy(Output multiClassLabels, Output logits) {
        return sigmoidCrossEntropy(multiClassLabels, logits, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output sigmoidCrossEntropy(Output multiClassLabels, Output logits, Output weights) {
        return sigmoidCrossEntropy(multiClassLabels, logits, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output sigmoidCrossEntropy(
            Output multiClassLabels, Output logits, @Nullable Output weights, Reduction reduction) {
        Ops s = open("sigmoid_cross_entropy_loss", logits, multiClassLabels);
        Output z = s.cast(multiClassLabels, logits.dtype());
        Output losses = s.withName("xentropy").nn.sigmoidCrossEntropyWithLogits(z, logits);
        return weighted(s, losses, weights, reduction);
    }

    /** The cross entropy of rows of labels with the softmax of rows of logits: a loss for each row. */
    public Output softmaxCrossEntropy(Output onehotLabels, Output logits) {
        return softmaxCrossEntropy(onehotLabels, logits, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output softmaxCrossEntropy(Output onehotLabels, Output logits, Output weights) {
        return softmaxCrossEntropy(onehotLabels, logits, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output softmaxCrossEntropy(
            Output onehotLabels, Output logits, @Nullable Output weights, Reduction reduction) {
        Ops s = open("softmax_cross_entropy_loss", logits, onehotLabels);
        Output z = s.withName("labels_stop_gradient").stopGradient(s.cast(onehotLabels, logits.dtype()));
        Output losses = s.withName("xentropy").nn.softmaxCrossEntropyWithLogitsV2(z, logits);
        return weighted(s, losses, weights, reduction);
    }

    /** The cross entropy of the numbers of the true classes with the softmax of rows of logits: a loss for each label. */
    public Output sparseSoftmaxCrossEntropy(Output labels, Output logits) {
        return sparseSoftmaxCrossEntropy(labels, logits, null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights. */
    public Output sparseSoftmaxCrossEntropy(Output labels, Output logits, Output weights) {
        return sparseSoftmaxCrossEntropy(labels, logits, weights, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** The same, with weights, or null for 1, and another reduction. */
    public Output sparseSoftmaxCrossEntropy(
            Output labels, Output logits, @Nullable Output weights, Reduction reduction) {
        Ops s = tf.scoped("sparse_softmax_cross_entropy_loss");
        Output classes = withoutColumn(s, labels, logits);
        Output losses = s.withName("xentropy").nn.sparseSoftmaxCrossEntropyWithLogits(classes, logits);
        return weighted(s, losses, weights, reduction);
    }

    /** One less the products of labels and predictions, both of length 1 along this axis, summed along it. */
    public Output cosineDistance(Output labels, Output predictions, int axis) {
        Ops s = open("cosine_distance_loss", predictions, labels);
        Output products = s.mul(toFloat(s, predictions), toFloat(s, labels));
        Output cosine = s.reduceSum(products, axis, true);
        return weighted(s, s.withName("sub").sub(1, cosine), null, Reduction.SUM_BY_NONZERO_WEIGHTS);
    }

    /** Losses computed elsewhere, weighted and reduced like those here, in their own dtype. */
    public Output computeWeightedLoss(Output losses, @Nullable Output weights, Reduction reduction) {
        return weighted(tf.scoped("weighted_loss"), losses, weights, reduction);
    }

    /** Makes {@code loss} a member of the collection. */
    public void addLoss(Output loss) {
        tf.graph().addToCollection(COLLECTION, loss);
    }

    /** The losses that have been added. */
    public List<Output> getLosses() {
        return getLosses("");
    }

    /** The losses that have been added whose names begin with what the regular expression {@code scope} matches. */
    public List<Output> getLosses(String scope) {
        Pattern pattern = Pattern.compile(scope);
        return tf.graph().collection(COLLECTION, Output.class).stream()
                .filter(loss -> pattern.matcher(loss.name()).lookingAt())
                .toList();
    }

    /** The penalties on weights that have been added. */
    public List<Output> getRegularizationLosses() {
        return tf.graph().collection(REGULARIZATION_COLLECTION, Output.class);
    }

    /** The sum of the penalties on weights, 0 if there are none. */
    public Output getRegularizationLoss() {
        List<Output> penalties = getRegularizationLosses();
        return penalties.isEmpty()
                ? tf.constant(Tensor.of(0f), "total_regularization_loss")
                : tf.withName("total_regularization_loss").addN(penalties);
    }

    /** The sum of all losses and of the penalties on weights. */
    public Output getTotalLoss() {
        return getTotalLoss(true);
    }

    /** The sum of all losses, and of the penalties on weights if so wished. */
    public Output getTotalLoss(boolean addRegularizationLosses) {
        List<Output> terms = new ArrayList<>(getLosses());
        if (addRegularizationLosses) {
            terms.addAll(getRegularizationLosses());
        }
        return tf.withName("total_loss").addN(terms);
    }

    /** The scope of a loss of inputs that must have one shape. */
    private Ops open(String name, Output predictions, Output labels) {
        if (!predictions.shape().isCompatibleWith(labels.shape())) {
            throw new InvalidArgumentException("Shapes " + predictions.shape() + " and " + labels.shape()
                    + " are incompatible: " + name + " compares " + predictions + " with " + labels);
        }
        return tf.scoped(name);
    }

    private static Output toFloat(Ops s, Output x) {
        return s.cast(x, DType.FLOAT32);
    }

    /** Labels as a column {@code [batch, 1]} for logits {@code [batch, classes]} stand for a vector. */
    private static Output withoutColumn(Ops s, Output labels, Output logits) {
        Shape shape = labels.shape();
        boolean column = shape.hasRank()
                && logits.shape().hasRank()
                && shape.rank() == logits.shape().rank()
                && shape.rank() > 0
                && shape.dim(-1) == 1;
        return column ? s.squeeze(labels, -1) : labels;
    }

    private Output weighted(Ops s, Output losses, @Nullable Output givenWeights, Reduction reduction) {
        if (givenWeights != null) {
            requireBroadcast(givenWeights, losses);
        }
        Output values = toFloat(s, losses);
        Output weights =
                givenWeights == null ? s.scoped("Cast").constant(Tensor.of(1f), "x") : toFloat(s, givenWeights);
        Output weighted = s.mul(values, weights);
        Output loss =
                switch (reduction) {
                    case NONE -> weighted;
                    case SUM -> s.reduceSum(weighted);
                    case MEAN -> {
                        Output sum = s.reduceSum(weighted);
                        Output spread = s.withName("mul").mul(s.onesLike(values), weights);
                        yield mean(s, sum, s.reduceSum(spread));
                    }
                    case SUM_OVER_BATCH_SIZE -> {
                        Output sum = s.reduceSum(weighted);
                        Ops n = s.scoped("num_elements");
                        yield mean(s, sum, n.cast(n.withName(n.scopeName()).size(values), DType.FLOAT32));
                    }
                    case SUM_BY_NONZERO_WEIGHTS -> {
                        Output sum = s.reduceSum(weighted);
                        yield mean(s, sum, presentWeights(s, values, weights));
                    }
                };
        Output result = s.cast(loss, losses.dtype());
        addLoss(result);
        return result;
    }

    /** 0 where {@code count} is. */
    private static Output mean(Ops s, Output sum, Output count) {
        return s.withName("value").add(new DivNoNan(), s.reduceSum(sum), count);
    }

    /** How many of the losses have a weight that is not zero. */
    private static Output presentWeights(Ops s, Output losses, Output weights) {
        Ops n = s.scoped("num_present");
        Output isZero = n.equal(weights, 0);
        Output present = n.where(isZero, n.zerosLike(weights), n.onesLike(weights));
        Ops b = n.scoped("broadcast_weights");
        boolean same = losses.shape().isComplete() && losses.shape().equals(weights.shape());
        Output spread = same ? present : b.withName(b.scopeName()).mul(present, b.onesLike(losses));
        return n.withName(n.scopeName()).reduceSum(spread);
    }

    private static void requireBroadcast(Output weights, Output losses) {
        Shape w = weights.shape();
        Shape l = losses.shape();
        if (!w.hasRank() || !l.hasRank() || w.rank() == 0) {
            return;
        }
        boolean fits = w.rank() == l.rank();
        for (int i = 0; fits && i < w.rank(); i++) {
            fits = w.dim(i) == l.dim(i) || w.dim(i) == 1 || w.dim(i) == Shape.UNKNOWN || l.dim(i) == Shape.UNKNOWN;
        }
        if (!fits) {
            throw new InvalidArgumentException("weights can not be broadcast to values. values.rank=" + l.rank()
                    + ". weights.rank=" + w.rank() + ". values.shape=" + l + ". weights.shape=" + w
                    + ": weights are a scalar, or have the losses' rank with dimensions of 1 to be repeated");
        }
    }
}
