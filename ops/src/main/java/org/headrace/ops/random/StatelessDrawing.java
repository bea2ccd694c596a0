package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/** An op that draws numbers of a shape and from two seeds given as its inputs: equal seeds give equal numbers. */
interface StatelessDrawing extends Distribution, NotDifferentiable {
    @Override
    default List<TensorSpec> infer(InferContext in) {
        requireSeed(in, 1);
        return List.of(new TensorSpec(Drawing.floating(in, dtype()), Drawing.shape(in)));
    }

    /** Input {@code i} must be two integers. */
    static void requireSeed(InferContext in, int i) {
        DTypes.INDEX.require(in, i, "seed");
        if (!in.shape(i).isCompatibleWith(Shape.of(2))) {
            throw in.error("seed must have shape [2], not %s", in.shape(i).toBrackets());
        }
    }

    /** Makes {@code bits} the stream of the seeds that input {@code i} has. */
    static void seed(KernelContext context, int i, Philox bits) {
        bits.setStateless(context.input(i).longAt(0), context.input(i).longAt(1));
    }

    @Override
    default Kernel kernel(Signature signature) {
        requireKernel(signature);
        return new DrawingKernel(this, (context, size, bits) -> seed(context, 1, bits), signature.workers());
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("dtype", dtype());
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tseed", op.input(1).dtype());
        return attributes;
    }
}
