package org.headrace.ops.random;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/** An op that draws floating numbers of a shape given as its input, other ones in each run. */
interface Drawing extends Distribution, Stateful, NotDifferentiable {
    long seed();

    long seed2();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        return List.of(new TensorSpec(floating(in, dtype()), shape(in)));
    }

    /** Refuses dtypes that are not floating. */
    static DType floating(InferContext in, DType dtype) {
        if (!dtype.isFloating()) {
            throw in.error("dtype is %s, not in list of allowed values: %s", dtype, DTypes.FLOATING);
        }
        return dtype;
    }

    /** The output's shape, as far as input 0 tells it. */
    static Shape shape(InferContext in) {
        DTypes.INDEX.require(in, 0, "shape");
        in.requireRank(0, 1);
        Tensor dims = in.constant(0);
        if (dims != null) {
            for (long dim : dims.toLongArray()) {
                if (dim < 0) {
                    throw in.error("Dimension %d must be >= 0 in the shape %s", dim, dims);
                }
            }
        }
        return in.constantAsShape(0);
    }

    @Override
    default Kernel kernel(Signature signature) {
        requireKernel(signature);
        PhiloxGenerator generator = signature.state(() -> new PhiloxGenerator(seed(), seed2()));
        return new DrawingKernel(
                this, (context, size, bits) -> generator.reserveOutputs(size, bits), signature.workers());
    }
}
