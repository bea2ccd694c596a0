package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;

/**
 * A row of the table: an op, by the facade's method, with sample inputs.
 *
 * @param name unique; by convention the op's TensorFlow name, then what is special about the row: {@code "Add/row vector"}
 * @param build adds the op for these inputs and returns its outputs, which are compared
 * @param inputs sample values; floating ones are also tried in the other dtypes
 * @param dtypes the dtypes that the floating (or, if there are none, the first input's) samples are tried in
 * @param differentiable whether first derivatives are checked
 * @param twice whether second derivatives are checked
 * @param ulps how far float32 results may be from TensorFlow's, in units in the last place; 0 for equal bits
 */
public record OpCase(
        String name,
        Build build,
        List<Tensor> inputs,
        List<DType> dtypes,
        boolean differentiable,
        boolean twice,
        double ulps) {
    /** Adds an op for inputs. */
    @FunctionalInterface
    public interface Build {
        List<Output> build(Ops tf, List<Output> inputs);
    }

    /** A row of one output, in float32 and float64, differentiable twice, within 4 ulps. */
    public static OpCase of(String name, One build, Object... inputs) {
        return many(name, (tf, in) -> List.of(build.build(tf, in)), inputs);
    }

    /** Adds an op of one output for inputs. */
    @FunctionalInterface
    public interface One {
        Output build(Ops tf, List<Output> inputs);
    }

    /** A row of several outputs. */
    public static OpCase many(String name, Build build, Object... inputs) {
        List<Tensor> values = new ArrayList<>();
        for (Object input : inputs) {
            values.add(Tensor.of(input));
        }
        return new OpCase(name, build, values, List.of(DType.FLOAT32, DType.FLOAT64), true, true, 4);
    }

    /** In these dtypes instead of float32 and float64. */
    public OpCase in(DType... others) {
        return new OpCase(name, build, inputs, Arrays.asList(others), differentiable, twice, ulps);
    }

    /** Just with the inputs' own dtypes. */
    public OpCase asGiven() {
        return new OpCase(name, build, inputs, List.of(), differentiable, twice, ulps);
    }

    /** Without gradients. */
    public OpCase notDifferentiable() {
        return new OpCase(name, build, inputs, dtypes, false, false, ulps);
    }

    /** Without second derivatives: there are none in TensorFlow either, or the sample lies on a kink. */
    public OpCase onceDifferentiable() {
        return new OpCase(name, build, inputs, dtypes, differentiable, false, ulps);
    }

    /** Results equal bit for bit. */
    public OpCase exact() {
        return within(0);
    }

    /** Results within this many units in the last place; sums whose terms cancel need more than others. */
    public OpCase within(double units) {
        return new OpCase(name, build, inputs, dtypes, differentiable, twice, units);
    }

    /** What the row is tried with: the names of its dtypes, or {@code "given"}. */
    public Stream<String> variants() {
        return dtypes.isEmpty() ? Stream.of("given") : dtypes.stream().map(DType::toString);
    }

    /** The inputs for one of the {@link #variants}. */
    public List<Tensor> inputs(String variant) {
        return variant.equals("given") ? inputs : inputsAs(DType.valueOf(variant.toUpperCase(Locale.ROOT)));
    }

    /** The inputs with their floating values (or all of the first input's dtype, if none is floating) as {@code dtype}. */
    public List<Tensor> inputsAs(DType dtype) {
        boolean anyFloating = inputs.stream().anyMatch(value -> value.dtype().isFloating());
        DType varied = inputs.isEmpty() ? dtype : inputs.get(0).dtype();
        return inputs.stream()
                .map(value -> (anyFloating ? value.dtype().isFloating() : value.dtype() == varied)
                        ? cast(value, dtype)
                        : value)
                .toList();
    }

    private static Tensor cast(Tensor value, DType dtype) {
        if (value.dtype() == dtype) {
            return value;
        }
        double[] rounded = value.toDoubleArray();
        for (int i = 0; i < rounded.length && !dtype.isFloating(); i++) {
            rounded[i] = Math.rint(rounded[i]);
        }
        return Tensor.of(dtype, rounded).reshape(value.shape());
    }

    @Override
    public String toString() {
        return name;
    }
}
