package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Fetch;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.state.ApplyAdam;
import org.headrace.ops.state.ApplyGradientDescent;
import org.headrace.ops.state.ApplyMomentum;

/** Variables, reads of them before and after assignments, and assignments of all kinds, ordered or not. */
final class StateFamily {
    private final Sketch sketch;
    private final List<Output> variables = new ArrayList<>();
    /** The assignments, to be fetched or depended on. */
    final List<Output> updates = new ArrayList<>();

    StateFamily(Sketch sketch) {
        this.sketch = sketch;
    }

    List<Output> variables() {
        return variables;
    }

    /** A new variable with a constant or a computed first value. */
    List<Output> variable() {
        DType dtype = sketch.chance(4) ? DType.INT32 : sketch.chance(3) ? DType.FLOAT64 : DType.FLOAT32;
        Tensor value = sketch.tensors.values(dtype, sketch.tensors.shape());
        Output variable = sketch.chance(3)
                ? sketch.tf.variable(sketch.tf.add(sketch.constant(value), 1))
                : sketch.tf.variable((Object) value);
        variables.add(variable);
        return List.of(sketch.tf.identity(variable));
    }

    /** A read, or an assignment, or what depends on one. */
    List<Output> next() {
        if (variables.isEmpty()) {
            return variable();
        }
        Output variable = sketch.any(variables);
        Ops tf = maybeAfter();
        switch (sketch.random.nextInt(5)) {
            case 0 -> {
                return List.of(tf.identity(variable));
            }
            case 1 -> {
                return List.of(tf.add(tf.readValue(variable), 1));
            }
            default -> {
                Output update = update(tf, variable);
                updates.add(update);
                return sketch.random.nextBoolean() ? List.of(update) : List.of();
            }
        }
    }

    /** What is added next may have to wait for assignments, or for anything. */
    private Ops maybeAfter() {
        List<Fetch> before = new ArrayList<>();
        if (!updates.isEmpty() && sketch.random.nextBoolean()) {
            before.add(sketch.any(updates));
            if (sketch.chance(3)) {
                before.add(sketch.any(updates));
            }
        }
        if (sketch.chance(6)) {
            before.add(sketch.any(sketch.outputs));
        }
        return before.isEmpty() ? sketch.tf : sketch.tf.withControlDependencies(before);
    }

    private Output update(Ops tf, Output variable) {
        Output ref = sketch.chance(4) ? laterRef(variable) : variable;
        Output value = fitting(tf, variable);
        DType dtype = variable.dtype();
        int rows = variable.shape().rank() == 0 ? 0 : (int) variable.shape().dim(0);
        switch (sketch.random.nextInt(dtype.isFloating() ? 10 : 6)) {
            case 0 -> {
                return tf.assign(ref, value);
            }
            case 1, 2 -> {
                return tf.assignAdd(ref, value);
            }
            case 3 -> {
                return tf.assignSub(ref, value);
            }
            case 4, 5 -> {
                if (rows == 0) {
                    return tf.assignAdd(ref, value);
                }
                int n = sketch.random.nextInt(4);
                int[] picks = IntStream.range(0, n)
                        .map(i -> sketch.random.nextInt(rows))
                        .toArray();
                Output indices = sketch.constant(Tensor.wrap(Shape.of(n), picks));
                Output changed = tf.gather(value, indices);
                return switch (sketch.random.nextInt(3)) {
                    case 0 -> tf.scatterUpdate(ref, indices, changed);
                    case 1 -> tf.scatterAdd(ref, indices, changed);
                    default -> tf.scatterSub(ref, indices, changed);
                };
            }
            case 6, 7 -> {
                return tf.add(new ApplyGradientDescent(false), ref, number(dtype, 0.125), value);
            }
            case 8 -> {
                Output rate = number(dtype, 0.1);
                Output momentum = number(dtype, 0.9);
                return tf.add(
                        new ApplyMomentum(false, sketch.random.nextBoolean()),
                        ref,
                        slot(variable),
                        rate,
                        value,
                        momentum);
            }
            default -> {
                return tf.add(
                        new ApplyAdam(false, sketch.random.nextBoolean()),
                        ref,
                        slot(variable),
                        slot(variable),
                        number(dtype, 0.9),
                        number(dtype, 0.999),
                        number(dtype, 0.01),
                        number(dtype, 0.9),
                        number(dtype, 0.999),
                        number(dtype, 1e-8),
                        value);
            }
        }
    }

    /** The variable as an assignment has left it. */
    private Output laterRef(Output variable) {
        for (Output update : updates) {
            Output at = update;
            while (!variables.contains(at)
                    && at.isReference()
                    && !at.op().inputs().isEmpty()) {
                at = at.op().input(0);
            }
            if (at.equals(variable)) {
                return update;
            }
        }
        return variable;
    }

    private Output number(DType dtype, double value) {
        return sketch.tf.constant(dtype, value);
    }

    /** What an optimizer keeps for a variable: zeros at first. */
    private Output slot(Output variable) {
        Output slot = sketch.tf.variable((Object) Tensor.zeros(variable.dtype(), variable.shape()));
        variables.add(slot);
        return slot;
    }

    /** A value that {@code variable} can take. */
    private Output fitting(Ops tf, Output variable) {
        for (int tries = 0; tries < 10; tries++) {
            Output value = sketch.any(sketch.outputs);
            if (value.dtype() == variable.dtype() && sketch.shape(value).equals(variable.shape())) {
                return value;
            }
        }
        Output constant = sketch.constant(variable.dtype(), variable.shape());
        Output scale = sketch.pick(value -> value.dtype() == variable.dtype());
        return tf.mul(constant, sketch.rank(scale) == 0 ? scale : tf.reduceSum(scale));
    }
}
