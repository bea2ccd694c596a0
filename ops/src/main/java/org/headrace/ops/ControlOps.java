package org.headrace.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.Fetch;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Identity;
import org.headrace.ops.control.Assert;
import org.headrace.ops.control.CheckNumerics;
import org.headrace.ops.control.EnsureShape;
import org.headrace.ops.control.Merge;
import org.headrace.ops.control.Print;
import org.headrace.ops.control.PrintV2;
import org.headrace.ops.control.PyFunc;
import org.headrace.ops.control.PyFuncStateless;
import org.headrace.ops.control.Switch;

/** Which way values go, what must hold of them, and in which order things are done. */
public interface ControlOps extends OpBuilder {
    /**
     * The same values, none of which is there before all are: TensorFlow's {@code tf.tuple}.
     */
    default List<Output> tuple(List<Output> tensors) {
        if (tensors.isEmpty()) {
            throw new InvalidArgumentException("Must have at least one Tensor: []");
        }
        Ops s = scoped("tuple");
        List<Op> gates = tensors.stream()
                .map(Output::op)
                .distinct()
                .sorted(Comparator.comparingInt(Op::id))
                .toList();
        Op gate = s.group(gates);
        return tensors.stream()
                .map(tensor -> s.withDependencies(List.of(gate), tensor))
                .toList();
    }

    /** {@code output} itself, once these ops are done. */
    default Output withDependencies(List<? extends Fetch> dependencies, Output output) {
        Ops s = scoped("control_dependency");
        return s.colocatedWith(output.op())
                .withControlDependencies(dependencies)
                .finish(new Identity(), output);
    }

    /**
     * Fails the run if {@code condition}, a bool scalar, is false, with an error that shows the data, outputs or Java values:
     * TensorFlow's {@code tf.Assert}. Have what needs the check wait for the op by {@code tf.withControlDependencies}.
     *
     * @throws InvalidArgumentException when it runs: {@code assertion failed: [x must be positive] [-1 2 3]}
     * @see Assert
     */
    default Op assertTrue(Output condition, Object... data) {
        Ops s = scoped("Assert");
        for (Object value : data) {
            if (!(value instanceof Output)) {
                s.withName("Const").constant(value); // unused: TensorFlow's Python makes them to look at their dtypes
            }
        }
        Ops inner = s.scoped("Assert");
        List<Output> inputs = new ArrayList<>(List.of(condition));
        for (int i = 0; i < data.length; i++) {
            inputs.add(data[i] instanceof Output output ? output : inner.constant(data[i], "data_" + i));
        }
        return inner.scope().finish(new Assert(3), inputs);
    }

    /**
     * {@code input} itself; each time it runs it writes the message and the data's values to standard error.
     *
     * @see Print
     */
    default Output print(Output input, List<Output> data, String message) {
        return add(new Print(message, -1, 3), Constants.first(input, data));
    }

    /**
     * Writes {@code input}, a string scalar, each time it runs: TensorFlow's {@code tf.print} of one string.
     *
     * @param outputStream {@code "stderr"}, {@code "stdout"}, {@code "log(info)"}, {@code "log(warning)"},
     *     {@code "log(error)"}, or {@code "file://"} and a path, to which it is appended
     * @param end what is written after it, usually a line's end
     * @see PrintV2
     */
    default Op printV2(Output input, String outputStream, String end) {
        return addOp(new PrintV2(outputStream, end), input);
    }

    /**
     * {@code tensor} itself; a run where it holds NaN or an infinity fails.
     *
     * @see CheckNumerics
     */
    default Output checkNumerics(Output tensor, String message) {
        return add(new CheckNumerics(message), tensor);
    }

    /**
     * {@code x} itself, which must fit the shape, at the latest when it runs.
     *
     * @see EnsureShape
     */
    default Output ensureShape(Output x, Shape shape) {
        return add(new EnsureShape(shape), x);
    }

    /**
     * {@code data} to the second of two outputs if {@code pred} is true, else to the first; what depends on the other does not
     * run.
     *
     * @see Switch
     */
    default List<Output> switchTo(Output data, Output pred) {
        return addOp(new Switch(), data, pred).outputs();
    }

    /**
     * The one of the inputs that was computed, where the others lie on branches that were not taken, and its number, int32.
     *
     * @see Merge
     */
    default List<Output> merge(List<Output> inputs) {
        return addOp(new Merge(), inputs.toArray(new Output[0])).outputs();
    }

    /**
     * What a Java function makes of these values, each time it is needed: TensorFlow's {@code tf.py_func} with one
     * {@code Tout}.
     *
     * @see #pyFunc(Function, List, List, boolean)
     */
    default Output pyFunc(Function<? super List<Tensor>, Tensor> func, List<Output> inp, DType tout) {
        return pyFunc(arguments -> Collections.singletonList(func.apply(arguments)), inp, List.of(tout))
                .get(0);
    }

    /**
     * The same for a function of several results.
     *
     * @see #pyFunc(Function, List, List, boolean)
     */
    default List<Output> pyFunc(
            Function<? super List<Tensor>, ? extends List<Tensor>> func, List<Output> inp, List<DType> tout) {
        return pyFunc(func, inp, tout, true);
    }

    /**
     * What a Java function makes of these values: TensorFlow's {@code tf.py_func}. It gets copies of the values, of any
     * dtypes and shapes, and returns one value of any shape for each dtype of {@code tout}. No gradient flows through it, and
     * an exported graph has a token in the function's place, which no other process knows. An op type of one's own, a record,
     * is the better way where shapes are known beforehand or a gradient is wanted.
     *
     * <p>A run fails with an error that names the op if the function returns other than {@code tout} says, or throws: with
     * {@link InvalidArgumentException} for an {@link IllegalArgumentException}, {@link ClassCastException} or another
     * {@code InvalidArgumentException}, with {@link org.headrace.core.InternalException} else; the cause is kept. Other
     * errors of Headrace's go through as they are: an {@code UnavailableException} lets a monitored session recover.
     *
     * @param stateful whether it is called in each run; if not, it must give the same for the same values and have no
     *     effects, and is called once for all runs of values that are constant
     * @see PyFunc
     * @see PyFuncStateless
     */
    default List<Output> pyFunc(
            Function<? super List<Tensor>, ? extends List<Tensor>> func,
            List<Output> inp,
            List<DType> tout,
            boolean stateful) {
        OpType type = stateful ? new PyFunc(func, tout) : new PyFuncStateless(func, tout);
        return addOp(type, inp.toArray(new Output[0])).outputs();
    }
}
