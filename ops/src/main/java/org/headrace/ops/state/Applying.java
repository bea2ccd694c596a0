package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Prologue;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.FormulaKernel;

/**
 * One step of an optimizer: changes a variable, input 0, and what the optimizer remembers of it, the next inputs, by a
 * gradient of the same shape; all other inputs are scalars. Of one dtype, but for the int64 {@code global_step}; float32 and
 * float64 have kernels.
 */
interface Applying extends Assigning, Prologue {
    /** TensorFlow's names of the inputs: the variables first, {@code "grad"} or {@code "delta"} for the gradient. */
    List<String> arguments();

    /** How many of the inputs are variables. */
    int variables();

    /** The variables' new values, in the order in which TensorFlow computes them, from the inputs' elements. */
    List<Expr> update(List<Expr> inputs);

    /** Whether it refuses scalars by which it would not learn, see {@link ScalarLimits}. */
    default boolean limitsScalars() {
        return false;
    }

    @Override
    default boolean takesReference(int input) {
        return input < variables();
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "var");
        Shape shape = in.shape(0);
        for (int i = 0; i < in.inputs(); i++) {
            String name = arguments().get(i);
            if (i < variables() || isGradient(name)) {
                References.requireSameDType(in, i, name, "var");
                shape = References.merge(in, shape, in.shape(i));
            } else {
                requireScalar(in, i, name);
            }
        }
        return List.of(in.input(0).withShape(shape));
    }

    @Override
    default Kernel kernel(Signature signature) {
        requireFloating(signature);
        List<TensorSpec> operands = InPlaceUpdate.inputs(signature);
        return limited(InPlaceUpdate.kernel(signature, update(InPlaceUpdate.elements(operands)), operands, -1));
    }

    @Override
    default boolean takesFormula(Signature signature, int input) {
        return isGradient(arguments().get(input))
                && FormulaKernel.supports(signature.input(0).dtype());
    }

    @Override
    default Kernel kernel(Signature signature, int input, Formula formula) {
        requireFloating(signature);
        return limited(InPlaceUpdate.kernel(signature, input, formula, this::update));
    }

    private Kernel limited(Kernel kernel) {
        return limitsScalars() ? ScalarLimits.before(kernel, arguments()) : kernel;
    }

    /** What is neither a variable nor a gradient. */
    static void requireScalar(InferContext in, int input, String name) {
        if (name.equals("global_step")) {
            DTypes.of(DType.INT64).require(in, input, name);
            in.requireRank(input, 0);
        } else {
            References.requireScalar(in, input, name);
        }
    }

    static boolean isGradient(String name) {
        return name.equals("grad") || name.equals("delta");
    }

    /** Refuses dtypes that have no kernel. */
    static void requireFloating(Signature signature) {
        DType dtype = signature.input(0).dtype();
        if (!dtype.isFloating()) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": keep the variable in a floating dtype");
        }
    }
}
