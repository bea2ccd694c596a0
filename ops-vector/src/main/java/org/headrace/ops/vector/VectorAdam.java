package org.headrace.ops.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.AdamLoops;
import org.headrace.ops.kernels.ScalarAdam;

/** Adam's step on the Vector API: the operations of {@link ScalarAdam} in the same order, so the same bits. */
final class VectorAdam implements AdamLoops {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    private final ScalarAdam scalar = new ScalarAdam();

    @Override
    public void step(
            float[] variable,
            float[] m,
            float[] v,
            float[] grad,
            int from,
            int to,
            float alpha,
            float rest1,
            float rest2,
            float epsilon) {
        int end = from + F.loopBound(to - from);
        for (int i = from; i < end; i += F.length()) {
            FloatVector g = FloatVector.fromArray(F, grad, i);
            FloatVector mean = FloatVector.fromArray(F, m, i);
            FloatVector square = FloatVector.fromArray(F, v, i);
            mean = mean.add(g.sub(mean).mul(rest1));
            square = square.add(g.mul(g).sub(square).mul(rest2));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector step = mean.mul(alpha).div(square.sqrt().add(epsilon));
            FloatVector.fromArray(F, variable, i).sub(step).intoArray(variable, i);
        }
        scalar.step(variable, m, v, grad, end, to, alpha, rest1, rest2, epsilon);
    }

    @Override
    public void step(
            double[] variable,
            double[] m,
            double[] v,
            double[] grad,
            int from,
            int to,
            double alpha,
            double rest1,
            double rest2,
            double epsilon) {
        int end = from + D.loopBound(to - from);
        for (int i = from; i < end; i += D.length()) {
            DoubleVector g = DoubleVector.fromArray(D, grad, i);
            DoubleVector mean = DoubleVector.fromArray(D, m, i);
            DoubleVector square = DoubleVector.fromArray(D, v, i);
            mean = mean.add(g.sub(mean).mul(rest1));
            square = square.add(g.mul(g).sub(square).mul(rest2));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            DoubleVector step = mean.mul(alpha).div(square.sqrt().add(epsilon));
            DoubleVector.fromArray(D, variable, i).sub(step).intoArray(variable, i);
        }
        scalar.step(variable, m, v, grad, end, to, alpha, rest1, rest2, epsilon);
    }
}
