package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Regularizer;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * A part of a network, with variables of its own: TensorFlow's {@code tf.keras.layers.Layer} and {@code tf.layers.Layer}.
 *
 * <p>A layer makes its variables when it is first applied, in a variable scope of its name, {@code dense/kernel}, and adds
 * its ops below the same name, {@code dense/MatMul}. Applied again, it shares them. Its settings are made before that.
 *
 * <p>A layer of one's own:
 *
 * <pre>{@code
 * final class Scale extends Layer<Scale> {
 *     private Output factor;
 *     Scale() { super("scale"); }
 *     protected void build(Ops tf, DType dtype, Shape inputs) { factor = addWeight(tf, "factor", Shape.of(), dtype, tf.initializers.ones()); }
 *     protected Output call(Ops tf, Output inputs, boolean training) { return tf.mul(inputs, factor); }
 * }
 * }</pre>
 *
 * @param <L> the layer's own class, which its settings return
 */
public abstract class Layer<L extends Layer<L>> {
    /** The collection of what is to run beside each step of training: moving averages. TensorFlow's {@code UPDATE_OPS}. */
    public static final String UPDATE_OPS = "update_ops";

    private final String defaultName;
    private final List<Output> trainableWeights = new ArrayList<>();
    private final List<Output> nonTrainableWeights = new ArrayList<>();
    private final List<Output> updates = new ArrayList<>();
    private final List<Output> penalties = new ArrayList<>();

    private @Nullable String name;
    private @Nullable Shape inputShape;
    private boolean trainable = true;
    /** Where the variables and the first application's ops go, from when the layer has a place in a graph. */
    private @Nullable Ops place;

    private @Nullable Output firstInput;
    private @Nullable Output firstOutput;

    /** A layer that is named {@code defaultName}, {@code defaultName_1}, ... unless it is given a name. */
    protected Layer(String defaultName) {
        this.defaultName = defaultName;
    }

    /** The name; it must not be in use in its scope. */
    public L name(String layerName) {
        requireNotPlaced("name");
        this.name = layerName;
        return self();
    }

    /** The shape of one example, without the batch: {@code inputShape(28, 28, 1)}. For the first layer of a model. */
    public L inputShape(long... dims) {
        requireNotPlaced("inputShape");
        this.inputShape = Shape.of(dims);
        return self();
    }

    /** Whether training changes the weights. */
    public L trainable(boolean yes) {
        requireNotPlaced("trainable");
        this.trainable = yes;
        return self();
    }

    @SuppressWarnings("unchecked") // L is the layer's own class, as its declaration says
    final L self() {
        return (L) this;
    }

    /** For settings: fails when it is too late for them. */
    protected final void requireNotPlaced(String setting) {
        if (place != null) {
            throw new FailedPreconditionException("Layer " + name() + " has its place in a graph already: set "
                    + setting + " before it is added to a model or applied");
        }
    }

    /** The layer's name, once it has a place in a graph or was given one. */
    public final String name() {
        if (name == null) {
            throw new FailedPreconditionException("This " + getClass().getSimpleName()
                    + " has no name yet: give it one, or add it to a model or apply it first");
        }
        return name;
    }

    /** The layer's variables: those that training changes, then the others. */
    public final List<Output> weights() {
        List<Output> all = new ArrayList<>(trainableWeights);
        all.addAll(nonTrainableWeights);
        return all;
    }

    /** The variables that training changes. */
    public final List<Output> trainableWeights() {
        return List.copyOf(trainableWeights);
    }

    /** The variables that training leaves as they are. */
    public final List<Output> nonTrainableWeights() {
        return List.copyOf(nonTrainableWeights);
    }

    /** What must run beside each step of training: the new values of moving averages. */
    public final List<Output> updates() {
        return List.copyOf(updates);
    }

    /** The penalties on the layer's variables, which a model adds to its loss: Keras' {@code losses}. */
    public final List<Output> penalties() {
        return List.copyOf(penalties);
    }

    /** How many numbers the variables hold. */
    public final long countParams() {
        return weights().stream().mapToLong(weight -> weight.shape().elements()).sum();
    }

    /** What the layer was first applied to. */
    public final Output input() {
        return applied(firstInput);
    }

    /** What the layer gave when it was first applied. */
    public final Output output() {
        return applied(firstOutput);
    }

    private Output applied(@Nullable Output part) {
        if (part == null) {
            throw new FailedPreconditionException(
                    "Layer " + name + " has not been applied: build the model, or apply the layer to something");
        }
        return part;
    }

    /** Gives the layer its name in this scope. */
    final Ops place(Ops tf) {
        if (place != null) {
            throw new InvalidArgumentException(
                    "Layer " + name() + " is part of a network already: make another one with the same settings");
        }
        Ops opened = name == null ? tf.defaultVariableScope(defaultName) : tf.variableScope(name);
        String scope = opened.variableScopeName();
        name = scope.substring(tf.variableScopeName().length(), scope.length() - 1);
        place = opened;
        return opened;
    }

    /** The shape of one example, if it was given. */
    final @Nullable Shape exampleShape() {
        return inputShape;
    }

    /**
     * The layer's output for {@code inputs}: TensorFlow's {@code layer(inputs, training=training)}. The first time it makes
     * the variables.
     */
    public final Output apply(Ops tf, Output inputs, boolean training) {
        return apply(tf, inputs, s -> call(s, inputs, training));
    }

    /** The ops of one application. */
    interface Call {
        Output in(Ops scope);
    }

    final Output apply(Ops tf, Output inputs, Call call) {
        if (firstOutput != null) {
            return call.in(tf.scope(name()));
        }
        Ops first = place == null ? place(tf) : place;
        build(first, inputs.dtype(), inputs.shape());
        firstInput = inputs;
        firstOutput = call.in(first);
        return firstOutput;
    }

    /** The dtype of the model's input if this is its first layer. */
    protected DType inputDtype() {
        return DType.FLOAT32;
    }

    /** Makes the variables by {@link #addWeight}, for inputs of this dtype and shape; the first dimension is the batch. */
    protected void build(Ops tf, DType dtype, Shape inputs) {}

    /** Adds the layer's ops. {@code training} says whether the result is for a step of training. */
    protected abstract Output call(Ops tf, Output inputs, boolean training);

    /** Whether {@code call} adds other ops for training. */
    protected boolean trainsDifferently() {
        return false;
    }

    /** A variable {@code layer/name} that training changes; without an initializer, the variable scope's or Glorot's. */
    protected final Output addWeight(
            Ops tf, String weightName, Shape shape, DType dtype, @Nullable Initializer initializer) {
        return addWeight(tf, weightName, shape, dtype, initializer, true);
    }

    /** The same with a penalty, if training changes it; null for none but the variable scope's. */
    protected final Output addWeight(
            Ops tf,
            String weightName,
            Shape shape,
            DType dtype,
            @Nullable Initializer initializer,
            @Nullable Regularizer regularizer) {
        if (regularizer == null || !trainable) {
            return addWeight(tf, weightName, shape, dtype, initializer, true);
        }
        int before = tf.losses.getRegularizationLosses().size();
        Output weight = tf.getVariable(weightName, shape, dtype, initializer, regularizer);
        List<Output> all = tf.losses.getRegularizationLosses();
        penalties.addAll(all.subList(before, all.size()));
        trainableWeights.add(weight);
        return weight;
    }

    /** A variable {@code layer/name}. */
    protected final Output addWeight(
            Ops tf,
            String weightName,
            Shape shape,
            DType dtype,
            @Nullable Initializer initializer,
            boolean changedByTraining) {
        boolean changes = changedByTraining && trainable;
        Output weight = tf.getVariable(weightName, shape, dtype, initializer, changes);
        (changes ? trainableWeights : nonTrainableWeights).add(weight);
        return weight;
    }

    /** Has {@code update} run beside each step of training, by whoever asks for the collection {@value #UPDATE_OPS}. */
    protected final void addUpdate(Ops tf, Output update) {
        updates.add(update);
        tf.graph().addToCollection(UPDATE_OPS, update);
    }

    /** Fails unless the inputs' rank is known and within these bounds. */
    protected final void requireRank(Shape inputs, int least, int most) {
        String needed = least == most ? "ndim=" + least : "min_ndim=" + least;
        if (!inputs.hasRank()) {
            throw new InvalidArgumentException("Input 0 of layer " + name()
                    + " is incompatible with the layer: its rank" + " must be known, expected " + needed
                    + ". Give the placeholder a shape, or set inputShape");
        }
        if (inputs.rank() < least || inputs.rank() > most) {
            throw new InvalidArgumentException(
                    "Input 0 of layer " + name() + " is incompatible with the layer: expected "
                            + needed + ", found ndim=" + inputs.rank() + ". Full shape received: " + inputs
                            + ", whose first dimension is the batch");
        }
    }

    /** The size along this axis, which must be known since a variable has it. */
    protected final long requireDim(Shape inputs, int axis) {
        long dim = inputs.dim(axis);
        if (dim == Shape.UNKNOWN) {
            throw new InvalidArgumentException(
                    "The dimension " + axis + " of the inputs to " + name() + " should be defined, but they are "
                            + inputs + ": give the placeholder a shape, or set inputShape");
        }
        return dim;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "(" + (name == null ? "" : name) + ")";
    }
}
