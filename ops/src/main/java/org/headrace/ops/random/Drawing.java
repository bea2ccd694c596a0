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
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;

/** An op that draws floating numbers of a shape given as its input. Float32 and float64 have kernels. */
interface Drawing extends Stateful {
    DType dtype();

    long seed();

    long seed2();

    /**
     * Writes elements {@code from} (inclusive, a multiple of four) to {@code to} (exclusive) of {@code out}, for the whole of
     * which the stream {@code bits} was reserved, and moves the stream.
     */
    void fill(Philox bits, Tensor out, int from, int to);

    @Override
    default List<TensorSpec> infer(InferContext in) {
        if (!dtype().isFloating()) {
            throw in.error("dtype is %s, not in list of allowed values: %s", dtype(), DTypes.FLOATING);
        }
        return List.of(new TensorSpec(dtype(), shape(in)));
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
        if (dtype() != DType.FLOAT32 && dtype() != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype() + ": draw float32 and cast that");
        }
        PhiloxGenerator generator = signature.state(() -> new PhiloxGenerator(seed(), seed2()));
        return new DrawingKernel(this, generator, signature.workers());
    }
}
