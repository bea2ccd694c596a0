package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.LocalResponse;

/**
 * The gradient of {@link LRN} from the output's gradient, its input and its output: TensorFlow's {@code LRNGrad}, which itself
 * has no gradient. Kernels: float32, halves.
 *
 * @param depthRadius how many channels on either side count
 * @param bias what is added, to keep from dividing by 0
 * @param alpha the factor of the sum
 * @param beta the power
 */
public record LRNGrad(int depthRadius, float bias, float alpha, float beta) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Pools.SINGLE.require(in, 0, "input_grads");
        Convolving.requireSameType(in, 1, "input_image", 0, "input_grads");
        Convolving.requireSameType(in, 2, "output_image", 0, "input_grads");
        LRN.requireRadius(in, depthRadius);
        Shape shape = Convolving.known(in.requireRank(0, 4), 4);
        for (int i = 1; i < 3; i++) {
            if (!in.requireRank(i, 4).isCompatibleWith(shape)) {
                throw in.error(
                        "input_grads, input_image, and out_image should have the same shape: input %d is %s, not %s",
                        i, in.shape(i).toBrackets(), shape.toBrackets());
            }
            shape = shape.merge(in.shape(i));
        }
        return List.of(in.input(0).withShape(shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return LocalResponse.gradient(signature, depthRadius, bias, alpha, beta);
    }
}
