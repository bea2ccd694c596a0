package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Fetch;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.Variable;
import org.headrace.ops.array.Identity;
import org.headrace.ops.control.NoOp;
import org.headrace.ops.state.Assign;
import org.headrace.ops.state.AssignAdd;
import org.headrace.ops.state.AssignSub;
import org.headrace.ops.state.Initializer;
import org.headrace.ops.state.IsVariableInitialized;
import org.headrace.ops.state.ScatterAdd;
import org.headrace.ops.state.ScatterSub;
import org.headrace.ops.state.ScatterUpdate;
import org.headrace.ops.state.VariableV2;
import org.jspecify.annotations.Nullable;

/**
 * Variables and what happens to them, and ops for their effect.
 *
 * <p>A variable is the {@link Output} of its {@link VariableV2} op, {@code W:0}. Given to an op as input it stands for its
 * value; fetched, it is its value. A run reads variables as they were when it started, unless the read depends, by data or
 * control, on an assignment; {@link #readValue} makes such a read.
 */
public interface StateOps extends OpBuilder {
    /**
     * A trainable variable with this first value: TensorFlow's {@code tf.Variable}. Adds {@code name}, {@code name/Assign}
     * and {@code name/read}. A first value that depends on other variables is computed from their first values.
     *
     * @throws InvalidArgumentException if the value's shape is not fully known
     */
    default Output variable(Output initialValue, String name) {
        return variable(initialValue, name, true);
    }

    /** The same, named {@code Variable}. */
    default Output variable(Output initialValue) {
        return Variables.make(withName("Variable"), initialValue, true);
    }

    /** The same; only trainable variables are changed by optimizers that are not told which variables to change. */
    default Output variable(Output initialValue, String name, boolean trainable) {
        return Variables.make(withName(name), initialValue, trainable);
    }

    /** A trainable variable with the Java value {@code initialValue}, of its dtype; see {@link Tensor#of(Object)}. */
    default Output variable(Object initialValue, String name) {
        return variable(initialValue, name, true);
    }

    /** The same, named {@code Variable}. */
    default Output variable(Object initialValue) {
        return Variables.make(withName("Variable"), initialValue, true);
    }

    /** The same; only trainable variables are changed by optimizers that are not told which variables to change. */
    default Output variable(Object initialValue, String name, boolean trainable) {
        return Variables.make(withName(name), initialValue, trainable);
    }

    /**
     * A trainable float32 variable that can be shared: TensorFlow's {@code tf.get_variable}. Its name is {@code name} in the
     * variable scope ({@link Ops#variableScope}), whatever the name scope. Its first value comes from the scope's
     * initializer; without one from {@link InitializerOps#glorotUniform}.
     *
     * @throws org.headrace.core.AlreadyExistsException if it exists, and the variable scope does not allow to share it
     * @throws NotFoundException if it does not exist, and the variable scope wants only existing ones
     * @throws InvalidArgumentException if the shape is not complete, or that of the existing one or its dtype is another
     */
    default Output getVariable(String name, Shape shape) {
        return Variables.get(withName(name), shape, DType.FLOAT32, null, true);
    }

    /** The same of another dtype; the default initializer of what is not floating is zeros. */
    default Output getVariable(String name, Shape shape, DType dtype) {
        return Variables.get(withName(name), shape, dtype, null, true);
    }

    /** The same with an initializer, whose ops are named {@code name/Initializer/...}. */
    default Output getVariable(String name, Shape shape, Initializer initializer) {
        return Variables.get(withName(name), shape, DType.FLOAT32, initializer, true);
    }

    /** The same with dtype and initializer. */
    default Output getVariable(String name, Shape shape, DType dtype, Initializer initializer) {
        return Variables.get(withName(name), shape, dtype, initializer, true);
    }

    /**
     * The same; only trainable variables are changed by optimizers that are not told which variables to change. With null for
     * the initializer, the scope's or the default.
     */
    default Output getVariable(
            String name, Shape shape, DType dtype, @Nullable Initializer initializer, boolean trainable) {
        return Variables.get(withName(name), shape, dtype, initializer, trainable);
    }

    /**
     * The same, trainable, with a penalty, which becomes a member of the collection of {@link LossOps#getTotalLoss} when the
     * variable is made; its ops are named {@code name/Regularizer/...}.
     *
     * @param initializer null for the scope's or the dtype's
     */
    default Output getVariable(
            String name, Shape shape, DType dtype, @Nullable Initializer initializer, Regularizer regularizer) {
        return Variables.get(withName(name), shape, dtype, initializer, regularizer, true);
    }

    /** A shared variable with a constant first value, a Java value, of its dtype and shape. */
    default Output getVariable(String name, Object initialValue) {
        return Variables.get(withName(name), null, initialValue, true);
    }

    /** The same; the value's dtype must be {@code dtype}. Like TensorFlow it leaves an unused {@code Const} behind. */
    default Output getVariable(String name, DType dtype, Object initialValue) {
        return Variables.get(withName(name), dtype, initialValue, true);
    }

    /** A shared variable with this first value, of its dtype and shape. */
    default Output getVariable(String name, Output initialValue) {
        return Variables.get(withName(name), null, initialValue, true);
    }

    /** The same; only trainable variables are changed by optimizers that are not told which variables to change. */
    default Output getVariable(String name, Output initialValue, boolean trainable) {
        return Variables.get(withName(name), null, initialValue, trainable);
    }

    /** The same; the value's dtype must be {@code dtype}. */
    default Output getVariable(String name, DType dtype, Output initialValue) {
        return Variables.get(withName(name), dtype, initialValue, true);
    }

    /**
     * Gives a variable a value of its dtype and shape: TensorFlow's {@code tf.assign}. The result is the variable; fetched,
     * its new value.
     *
     * @see Assign
     */
    default Output assign(Output ref, Output value) {
        return add(new Assign(true, true), ref, value);
    }

    /** The same with a Java value, converted to the variable's dtype. */
    default Output assign(Output ref, Object value) {
        return change(new Assign(true, true), ref, value);
    }

    /**
     * {@code ref += value}, without broadcasting: TensorFlow's {@code tf.assign_add}. The result is the variable; fetched,
     * its new value.
     *
     * @see AssignAdd
     */
    default Output assignAdd(Output ref, Output value) {
        return add(new AssignAdd(false), ref, value);
    }

    /** The same with a Java value, converted to the variable's dtype. */
    default Output assignAdd(Output ref, Object value) {
        return change(new AssignAdd(false), ref, value);
    }

    /**
     * {@code ref -= value}, without broadcasting: TensorFlow's {@code tf.assign_sub}. The result is the variable; fetched,
     * its new value.
     *
     * @see AssignSub
     */
    default Output assignSub(Output ref, Output value) {
        return add(new AssignSub(false), ref, value);
    }

    /** The same with a Java value, converted to the variable's dtype. */
    default Output assignSub(Output ref, Object value) {
        return change(new AssignSub(false), ref, value);
    }

    private Output change(OpType type, Output ref, Object value) {
        if (value instanceof Output output) {
            return add(type, ref, output);
        }
        Ops scope = scoped(type.name());
        return scope.finish(type, ref, scope.constant(Tensor.of(ref.dtype(), value), "value"));
    }

    /**
     * {@code ref[indices[i], ...] = updates[i, ...]}: TensorFlow's {@code tf.scatter_update}.
     *
     * @param indices int32 or int64, of any shape
     * @param updates of the shape of {@code indices} followed by that of a row
     * @see ScatterUpdate
     */
    default Output scatterUpdate(Output ref, Output indices, Output updates) {
        return add(new ScatterUpdate(true), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i], ...] += updates[i, ...]}, a row named twice counts twice: TensorFlow's {@code tf.scatter_add}.
     *
     * @see ScatterAdd
     */
    default Output scatterAdd(Output ref, Output indices, Output updates) {
        return add(new ScatterAdd(false), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i], ...] -= updates[i, ...]}, a row named twice counts twice: TensorFlow's {@code tf.scatter_sub}.
     *
     * @see ScatterSub
     */
    default Output scatterSub(Output ref, Output indices, Output updates) {
        return add(new ScatterSub(false), ref, indices, updates);
    }

    /**
     * A new read of a variable, after what it has been made to depend on: TensorFlow's {@code v.read_value()}.
     * {@code tf.withControlDependencies(update).readValue(v)} is the value after the update.
     */
    default Output readValue(Output ref) {
        return add(new Identity(), ref);
    }

    /** Whether a variable has a value, a bool scalar: TensorFlow's {@code tf.is_variable_initialized}. */
    default Output isVariableInitialized(Output ref) {
        return add(new IsVariableInitialized(), ref);
    }

    /** The first value of a variable, as the graph computes it: TensorFlow's {@code v.initial_value}. */
    default Output initialValue(Output ref) {
        return Variables.variable(graph(), ref).initialValue();
    }

    /** The op that gives a variable its first value: TensorFlow's {@code v.initializer}. */
    default Op initializer(Output ref) {
        return Variables.variable(graph(), ref).initializer();
    }

    /** All variables made so far, in that order. */
    default List<Output> globalVariables() {
        return refs(Graph.GLOBAL_VARIABLES);
    }

    /** The variables that optimizers change unless told otherwise, in the order of their creation. */
    default List<Output> trainableVariables() {
        return refs(Graph.TRAINABLE_VARIABLES);
    }

    private List<Output> refs(String collection) {
        return graph().collection(collection, Variable.class).stream()
                .map(Variable::ref)
                .toList();
    }

    /**
     * An op named {@code init} that initializes all variables made so far: make it last, after the optimizers have made
     * theirs.
     */
    default Op globalVariablesInitializer() {
        return variablesInitializer(globalVariables());
    }

    /** An op named {@code init} that initializes these variables. */
    default Op variablesInitializer(List<Output> variables) {
        return Control.group(
                scoped("init"), variables.stream().map(this::initializer).toList());
    }

    /** An op named {@code init_all_tables} that fills all tables so far which are filled once. */
    default Op tablesInitializer() {
        return Control.group(scoped("init_all_tables"), graph().collection(LookupOps.TABLE_INITIALIZERS, Op.class));
    }

    /** An op that does nothing: TensorFlow's {@code tf.no_op}. */
    default Op noOp() {
        return addOp(new NoOp());
    }

    /** An op that is done when all these are: TensorFlow's {@code tf.group}. */
    default Op group(Fetch... inputs) {
        return group(List.of(inputs));
    }

    /** An op that is done when all these are: TensorFlow's {@code tf.group}. */
    default Op group(List<? extends Fetch> inputs) {
        return Control.group(scoped("group_deps"), inputs);
    }

    /**
     * Seeds all random ops added from now on: TensorFlow's {@code tf.set_random_seed}. Each gets numbers of its own, which
     * depend on how many ops were added before it, unless it has a seed of its own; the same in each session.
     */
    default void setRandomSeed(long seed) {
        graph().setSeed(seed);
    }
}
