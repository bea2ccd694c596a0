package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.state.AssignAddVariableOp;
import org.headrace.ops.state.AssignSubVariableOp;
import org.headrace.ops.state.AssignVariableOp;
import org.headrace.ops.state.DestroyResourceOp;
import org.headrace.ops.state.ReadVariableOp;
import org.headrace.ops.state.ResourceGather;
import org.headrace.ops.state.ResourceScatterAdd;
import org.headrace.ops.state.ResourceScatterUpdate;
import org.headrace.ops.state.VarHandleOp;
import org.headrace.ops.state.VarIsInitializedOp;
import org.headrace.ops.state.VariableShape;

/**
 * Variables by handle, as the graphs of later TensorFlow 1 versions have them: TensorFlow's {@code tf.raw_ops}. The graph says
 * which variable is meant, so a handle goes straight from {@link #varHandle} to the ops that take it. {@code tf.variable} makes
 * variables that optimizers, savers and initializers know; these they do not.
 */
public final class ResourceOps {
    private final Ops tf;

    ResourceOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * A new variable of this name, without a value yet; the result is its handle.
     *
     * @see VarHandleOp
     */
    public Output varHandle(DType dtype, Shape shape, String name) {
        return tf.withName(name).add(new VarHandleOp(dtype, shape, "", tf.scopeName() + name));
    }

    /**
     * The variable's value.
     *
     * @throws org.headrace.core.FailedPreconditionException when it runs, if there is none yet
     * @see ReadVariableOp
     */
    public Output readVariable(Output resource) {
        return tf.add(new ReadVariableOp(dtype(resource)), resource);
    }

    /**
     * Gives the variable a value.
     *
     * @see AssignVariableOp
     */
    public Op assignVariable(Output resource, Output value) {
        return tf.addOp(new AssignVariableOp(), resource, value);
    }

    /**
     * Adds a value of the variable's shape to it.
     *
     * @see AssignAddVariableOp
     */
    public Op assignAddVariable(Output resource, Output value) {
        return tf.addOp(new AssignAddVariableOp(), resource, value);
    }

    /**
     * Subtracts a value of the variable's shape from it.
     *
     * @see AssignSubVariableOp
     */
    public Op assignSubVariable(Output resource, Output value) {
        return tf.addOp(new AssignSubVariableOp(), resource, value);
    }

    /**
     * Whether the variable has a value, a bool.
     *
     * @see VarIsInitializedOp
     */
    public Output varIsInitialized(Output resource) {
        return tf.add(new VarIsInitializedOp(), resource);
    }

    /**
     * The shape of the variable's value, an int32 vector.
     *
     * @see VariableShape
     */
    public Output variableShape(Output resource) {
        return tf.add(new VariableShape(DType.INT32), resource);
    }

    /**
     * The rows of the variable that {@code indices}, int32 or int64, name.
     *
     * @see ResourceGather
     */
    public Output gather(Output resource, Output indices) {
        return tf.add(new ResourceGather(dtype(resource), true), resource, indices);
    }

    /**
     * Adds rows of {@code updates} to the rows of the variable that {@code indices} name.
     *
     * @see ResourceScatterAdd
     */
    public Op scatterAdd(Output resource, Output indices, Output updates) {
        return tf.addOp(new ResourceScatterAdd(), resource, indices, updates);
    }

    /**
     * Puts rows of {@code updates} in the place of the rows of the variable that {@code indices} name.
     *
     * @see ResourceScatterUpdate
     */
    public Op scatterUpdate(Output resource, Output indices, Output updates) {
        return tf.addOp(new ResourceScatterUpdate(), resource, indices, updates);
    }

    /**
     * Takes the value from the variable, if it has one.
     *
     * @see DestroyResourceOp
     */
    public Op destroy(Output resource) {
        return tf.addOp(new DestroyResourceOp(true), resource);
    }

    private static DType dtype(Output resource) {
        return resource.op().type() instanceof VarHandleOp type ? type.dtype() : resource.dtype();
    }
}
