package org.headrace.ops;

import java.util.Optional;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.Variable;
import org.headrace.ops.array.Identity;
import org.headrace.ops.state.Assign;
import org.headrace.ops.state.Initializer;
import org.headrace.ops.state.VariableV2;
import org.jspecify.annotations.Nullable;

/** Makes variables, {@code W}, with {@code W/Assign} and {@code W/read}, and finds those that are shared by name. */
final class Variables {
    /** The graph's collection of the variables that {@code getVariable} made. */
    private static final String SHARED = "__variable_store";

    /** The name by which {@code getVariable} finds a variable; the op's may differ, if an op had that name already. */
    private record Shared(String name, Variable variable) {}

    private Variables() {}

    /** A variable with this first value, an {@link Output} or a Java value, named by {@code tf}'s name. */
    static Output make(Ops tf, Object initial, boolean trainable) {
        Ops scope = tf.scoped("Variable").withControlDependencies();
        Output value = initial instanceof Output output
                ? scope.scope().value(output)
                : scope.constant(Tensor.of(initial), "initial_value");
        return finish(scope, value, trainable).ref();
    }

    /** {@code getVariable} with an initializer, the scope's if null, the dtype's if that too is null. */
    static Output get(Ops tf, Shape shape, DType dtype, @Nullable Initializer initializer, boolean trainable) {
        return get(tf, shape, dtype, initializer, null, trainable);
    }

    /** The same with a regularizer, the scope's if null. */
    static Output get(
            Ops tf,
            Shape shape,
            DType dtype,
            @Nullable Initializer initializer,
            @Nullable Regularizer regularizer,
            boolean trainable) {
        String name = fullName(tf);
        Optional<Variable> existing = existing(tf, name, shape, dtype);
        if (existing.isPresent()) {
            return existing.get().ref();
        }
        if (!shape.isComplete()) {
            throw new InvalidArgumentException(
                    "Shape of a new variable (" + name + ") must be fully defined, but instead was " + shape + ".");
        }
        Initializer chosen = initializer == null ? tf.scope().variableScope().initializer() : initializer;
        Initializer sure = chosen == null ? defaultInitializer(tf, name, dtype) : chosen;
        Ops scope = tf.scope("").withName(name).scoped("Variable").withControlDependencies();
        Output value = sure.initialValue(scope.scope("Initializer"), dtype, shape);
        if (value.dtype() != dtype) {
            throw new InvalidArgumentException(
                    value.op(), "Initializer of variable " + name + " gave " + value.spec() + " instead of " + dtype);
        }
        Output ref = share(tf, name, finish(scope, value, trainable));
        regularize(tf, name, ref, regularizer);
        return ref;
    }

    private static void regularize(Ops tf, String name, Output ref, @Nullable Regularizer given) {
        Regularizer regularizer = given == null ? tf.scope().variableScope().regularizer() : given;
        if (regularizer != null) {
            Ops scope = tf.scope("").scope(name + "/Regularizer/").withControlDependencies();
            Output penalty = regularizer.penalty(scope.colocatedWith(ref.op()), ref);
            if (penalty != null) {
                tf.graph().addToCollection(LossOps.REGULARIZATION_COLLECTION, penalty);
            }
        }
    }

    /**
     * {@code getVariable} with a first value, an {@link Output} or a Java value.
     *
     * @param dtype what the caller said the value's dtype is, or null
     */
    static Output get(Ops tf, @Nullable DType dtype, Object initial, boolean trainable) {
        String name = fullName(tf);
        if (initial instanceof Initializer) {
            throw new InvalidArgumentException("Shape of a new variable (" + name
                    + ") must be fully defined, but instead was <unknown>: getVariable(name, shape, initializer)");
        }
        Ops root = tf.scope("");
        Object value = initial instanceof Output ? initial : Tensor.of(initial);
        DType found = value instanceof Output output ? output.dtype() : ((Tensor) value).dtype();
        if (dtype != null && value instanceof Tensor tensor) {
            // TensorFlow converts the value once just to look at its dtype, and leaves the op in the graph
            root.withControlDependencies().constant(tensor, "Const");
        }
        if (dtype != null && dtype != found) {
            throw new InvalidArgumentException(
                    "Initializer type '" + found + "' and explicit dtype '" + dtype + "' don't match.");
        }
        Optional<Variable> existing = existing(tf, name, Shape.unknown(), found);
        if (existing.isPresent()) {
            return existing.get().ref();
        }
        Output ref = make(root.withName(name), value, trainable);
        share(tf, name, variable(tf.graph(), ref));
        regularize(tf, name, ref, null);
        return ref;
    }

    /** The ops behind a variable that {@code ref} is, or that an assignment returned as {@code ref}. */
    static Variable variable(Graph graph, Output ref) {
        Output at = ref;
        while (at.isReference()
                && graph.variable(at.op()) == null
                && !at.op().inputs().isEmpty()) {
            at = at.op().input(0);
        }
        Variable variable = graph.variable(at.op());
        if (variable == null) {
            throw new InvalidArgumentException(ref.op(), "is no variable, but " + ref);
        }
        return variable;
    }

    /** {@code scope} is named after the variable. */
    private static Variable finish(Ops scope, Output initialValue, boolean trainable) {
        if (!initialValue.shape().isComplete()) {
            throw new InvalidArgumentException(
                    initialValue.op(), "initial_value must have a shape specified: " + initialValue);
        }
        VariableV2 type = new VariableV2(initialValue.shape(), initialValue.dtype(), "", "");
        Output ref = scope.finish(type);
        Output safe = InitialValues.withoutReads(scope, initialValue);
        Op initializer = scope.addOp(new Assign(true, true), ref, safe);
        Output read = scope.colocatedWith(ref.op()).withName("read").add(new Identity(), ref);
        Variable variable = new Variable(ref, read, initializer, safe, trainable);
        scope.graph().addVariable(variable);
        return variable;
    }

    private static String fullName(Ops tf) {
        return tf.scope().variableScope().prefix() + tf.scope().name();
    }

    private static Output share(Ops tf, String name, Variable variable) {
        tf.graph().addToCollection(SHARED, new Shared(name, variable));
        return variable.ref();
    }

    /** The variable of this name, if the scope allows to share it and it exists. */
    private static Optional<Variable> existing(Ops tf, String name, Shape shape, DType dtype) {
        Reuse reuse = tf.scope().variableScope().reuse();
        Optional<Variable> found = tf.graph().collection(SHARED, Shared.class).stream()
                .filter(shared -> shared.name().equals(name))
                .map(Shared::variable)
                .findFirst();
        if (found.isEmpty() && reuse == Reuse.ALWAYS) {
            throw new NotFoundException("Variable " + name
                    + " does not exist, or was not created with tf.getVariable(). Did you mean to set Reuse.AUTO in the"
                    + " variable scope?");
        }
        found.ifPresent(variable -> requireShareable(variable.ref(), name, shape, dtype, reuse));
        return found;
    }

    private static void requireShareable(Output ref, String name, Shape shape, DType dtype, Reuse reuse) {
        if (reuse == Reuse.NEVER) {
            throw new AlreadyExistsException("Variable " + name
                    + " already exists, disallowed. Did you mean to set Reuse.ALWAYS or Reuse.AUTO in the variable scope?"
                    + " Originally defined at: " + ref.op().definedAt());
        }
        if (!shape.isCompatibleWith(ref.shape())) {
            throw new InvalidArgumentException("Trying to share variable " + name + ", but specified shape " + shape
                    + " and found shape " + ref.shape() + ".");
        }
        if (dtype != ref.dtype()) {
            throw new InvalidArgumentException("Trying to share variable " + name + ", but specified dtype " + dtype
                    + " and found dtype " + ref.dtype() + ".");
        }
    }

    private static Initializer defaultInitializer(Ops tf, String name, DType dtype) {
        if (dtype.isFloating()) {
            return tf.initializers.glorotUniform();
        }
        if (dtype.isComplex()) {
            throw new InvalidArgumentException("An initializer for variable " + name + " of " + dtype + " is required");
        }
        return tf.initializers.zeros();
    }
}
