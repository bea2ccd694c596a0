package org.headrace.ops.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.GraphException;
import org.headrace.core.InferContext;
import org.headrace.core.InternalException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/** How {@link PyFunc} and {@link PyFuncStateless} call their functions. */
final class Calls {
    private Calls() {}

    static List<TensorSpec> infer(InferContext in, List<DType> tout) {
        for (int i = 0; i < in.inputs(); i++) {
            if (in.dtype(i) == DType.RESOURCE) {
                throw in.error("Unsupported object type: input %d is a resource's handle, which has no value", i);
            }
        }
        return tout.stream()
                .map(dtype -> new TensorSpec(dtype, Shape.unknown()))
                .toList();
    }

    static Kernel kernel(
            Signature signature, Function<? super List<Tensor>, ? extends List<Tensor>> function, List<DType> tout) {
        int n = signature.inputs();
        return context -> {
            List<Tensor> arguments = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                arguments.add(context.input(i).copy());
            }
            List<Tensor> results = call(context, function, arguments);
            int returned = results == null ? 0 : results.size();
            if (results == null || returned != tout.size()) {
                throw context.error(
                        "%s returns %d values, but expects to see %d values",
                        token(context.op()), returned, tout.size());
            }
            for (int i = 0; i < returned; i++) {
                context.setOutput(i, checked(context, i, results.get(i), tout.get(i)));
            }
        };
    }

    private static @Nullable List<Tensor> call(
            KernelContext context,
            Function<? super List<Tensor>, ? extends List<Tensor>> function,
            List<Tensor> arguments) {
        try {
            return function.apply(arguments);
        } catch (IllegalArgumentException | ClassCastException | InvalidArgumentException refused) {
            // Python's ValueError and TypeError, which TensorFlow makes this of.
            throw new InvalidArgumentException(context.op(), failed(context, refused), refused);
        } catch (GraphException said) {
            throw said;
        } catch (RuntimeException failed) {
            throw new InternalException(context.op(), failed(context, failed), failed);
        }
    }

    private static String failed(KernelContext context, RuntimeException thrown) {
        return token(context.op()) + " failed: " + thrown;
    }

    private static Tensor checked(KernelContext context, int i, @Nullable Tensor value, DType dtype) {
        if (value == null || value.dtype() != dtype) {
            throw context.error(
                    "%d-th value returned by %s is %s, but expects %s",
                    i, token(context.op()), value == null ? "null" : value.dtype(), dtype);
        }
        return value.copy();
    }

    static Map<String, Object> attributes(Op op, List<DType> tout) {
        List<DType> tin = op.inputs().stream().map(Output::dtype).toList();
        return Map.of("token", token(op), "Tin", tin, "Tout", tout);
    }

    private static String token(Op op) {
        return "pyfunc_" + op.id();
    }
}
