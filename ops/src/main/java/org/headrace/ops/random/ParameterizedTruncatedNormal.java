package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * Numbers of normal distributions of these means and deviations, none outside {@code [minvals, maxvals]}: TensorFlow's
 * {@code ParameterizedTruncatedNormal(shape, means, stdevs, minvals, maxvals)}. The parameters are scalars, or vectors with
 * one for each of the output's first dimension. float32, float64. The numbers are TensorFlow's on one thread.
 */
public record ParameterizedTruncatedNormal(long seed, long seed2) implements Stateful, NotDifferentiable {
    private static final List<String> NAMES = List.of("shape", "means", "stdevs", "minvals", "maxvals");

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = Drawing.shape(in);
        if (shape.hasRank() && shape.rank() == 0) {
            throw in.error("Input shape should have at least one dimension");
        }
        for (int i = 1; i < NAMES.size(); i++) {
            DTypes.FLOATING.require(in, i, NAMES.get(i));
            if (in.dtype(i) != in.dtype(1)) {
                throw in.error(
                        "Input '%s' has type %s that does not match type %s of argument 'means'",
                        NAMES.get(i), in.dtype(i), in.dtype(1));
            }
            Shape own = in.shape(i);
            boolean fits = !own.hasRank()
                    || own.rank() == 0
                    || own.rank() == 1
                            && (own.dim(0) == Shape.UNKNOWN
                                    || own.dim(0) == 1
                                    || !shape.hasRank()
                                    || shape.dim(0) == Shape.UNKNOWN
                                    || own.dim(0) == shape.dim(0));
            if (!fits) {
                throw in.error(
                        "Input %s should have length 1 or shape[0], got shape: %s", NAMES.get(i), own.toBrackets());
            }
        }
        return List.of(new TensorSpec(in.dtype(1), shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        DType dtype = signature.input(1).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": draw float32 and cast that");
        }
        return new TruncatedNormalKernel(signature, signature.state(() -> new PhiloxGenerator(seed, seed2)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        attributes.put("dtype", op.input(1).dtype());
        attributes.put("T", op.input(0).dtype());
        return attributes;
    }
}
