package org.headrace.ops.random;

import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;

/**
 * An op that draws samples, as many as its first input says in a shape, for each of the parameters in its second input:
 * the output has the shape of both, one after the other.
 */
interface Sampling extends Stateful {
    long seed();

    long seed2();

    /** One sample. */
    double sample(double parameter, SampleBits bits);

    /** Refuses a parameter that has no samples of the output's dtype. */
    void check(double parameter, OpContext context);

    /** The output's shape, as far as the inputs tell it. */
    static Shape shape(InferContext in) {
        Shape samples = Drawing.shape(in);
        return samples.hasRank() && in.shape(1).hasRank() ? samples.concat(in.shape(1)) : Shape.unknown();
    }

    @Override
    default Kernel kernel(Signature signature) {
        return SamplingKernel.of(this, signature);
    }
}
