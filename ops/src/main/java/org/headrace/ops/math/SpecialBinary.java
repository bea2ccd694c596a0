package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Binary;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.PointwiseKernel;

/** A function of two real numbers that is no formula; the shapes broadcast. float32, float64. */
public interface SpecialBinary extends OpType {
    /** What TensorFlow's ops of this kind take. */
    DTypes REAL = DTypes.of(DType.FLOAT32, DType.FLOAT64);

    /** The output's element from the inputs'. */
    PointwiseKernel.Function function();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        REAL.require(in, 0, "a");
        if (in.dtype(0) != in.dtype(1)) {
            throw in.error(
                    "Both inputs of '%s' must be of one dtype, got %s and %s: cast one of them",
                    name(), in.dtype(0), in.dtype(1));
        }
        return List.of(in.input(0).withShape(Binary.broadcast(in)));
    }

    @Override
    default Kernel kernel(Signature signature) {
        return PointwiseKernel.of(signature, function());
    }
}
