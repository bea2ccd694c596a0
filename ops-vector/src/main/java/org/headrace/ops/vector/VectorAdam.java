package org.headrace.ops.vector;

import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.headrace.ops.kernels.AdamLoops;
import org.headrace.ops.kernels.ScalarAdam;

/** Adam's step on the Vector API: the operations of {@link ScalarAdam} in the same order, so the same bits. */
final class VectorAdam implements AdamLoops {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

    /** Makes signed numbers ordered as unsigned ones less one are. */
    private static final int FLOAT_BIAS = Integer.MIN_VALUE - 1;

    private static final long DOUBLE_BIAS = Long.MIN_VALUE - 1;

    /** The least number that is not faint, shifted and biased. */
    private static final int FLOAT_LIMIT = (Float.floatToRawIntBits(ScalarAdam.FLOAT_FAINT) << 1) + FLOAT_BIAS;

    private static final long DOUBLE_LIMIT = (Double.doubleToRawLongBits(ScalarAdam.DOUBLE_FAINT) << 1) + DOUBLE_BIAS;

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
        if (!ScalarAdam.usual(alpha, rest1, rest2)) {
            careful(variable, m, v, grad, from, to, alpha, rest1, rest2, epsilon);
            return;
        }
        int end = from + F.loopBound(to - from);
        int i = from;
        do {
            i = plain(variable, m, v, grad, i, end, alpha, rest1, rest2, epsilon);
            int until = Math.min(end - i, ScalarAdam.BLOCK) + i;
            careful(variable, m, v, grad, i, until, alpha, rest1, rest2, epsilon);
            i = until;
        } while (i < end);
        scalar.step(variable, m, v, grad, end, to, alpha, rest1, rest2, epsilon);
    }

    /** The step by its formula, as far as no number is faint. */
    private static int plain(
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
        int i = from;
        for (; i < to; i += F.length()) {
            FloatVector g = FloatVector.fromArray(F, grad, i);
            FloatVector mean = FloatVector.fromArray(F, m, i);
            FloatVector square = FloatVector.fromArray(F, v, i);
            // without their signs and less one, so that 0 is the greatest of all unsigned numbers
            IntVector least = g.reinterpretAsInts().lanewise(LSHL, 1).add(FLOAT_BIAS);
            least = least.min(mean.reinterpretAsInts().lanewise(LSHL, 1).add(FLOAT_BIAS));
            FloatVector scaled = square.mul(1 / ScalarAdam.FLOAT_FAINT);
            least = least.min(scaled.reinterpretAsInts().lanewise(LSHL, 1).add(FLOAT_BIAS));
            if (least.lt(FLOAT_LIMIT).anyTrue()) {
                return i;
            }
            mean = mean.add(g.sub(mean).mul(rest1));
            square = square.add(g.mul(g).sub(square).mul(rest2));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector step = mean.mul(alpha).div(square.sqrt().add(epsilon));
            FloatVector.fromArray(F, variable, i).sub(step).intoArray(variable, i);
        }
        return i;
    }

    /** The step that takes for zero what would be denormal. */
    private void careful(
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
        float least1 = Float.MIN_NORMAL / rest1;
        float least2 = Float.MIN_NORMAL / rest2;
        float least = Float.MIN_NORMAL / Math.abs(alpha);
        int end = from + F.loopBound(to - from);
        for (int i = from; i < end; i += F.length()) {
            FloatVector g = FloatVector.fromArray(F, grad, i);
            FloatVector mean = FloatVector.fromArray(F, m, i);
            FloatVector square = FloatVector.fromArray(F, v, i);
            FloatVector change = g.sub(mean);
            mean = mean.add(change.blend(0, change.abs().lt(least1)).mul(rest1));
            mean = mean.blend(0, mean.abs().lt(Float.MIN_NORMAL));
            g = g.blend(0, g.abs().lt(ScalarAdam.FLOAT_ROOT));
            change = g.mul(g).sub(square);
            square = square.add(change.blend(0, change.abs().lt(least2)).mul(rest2));
            square = square.blend(0, square.abs().lt(Float.MIN_NORMAL));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            FloatVector step = mean.blend(0, mean.abs().lt(least))
                    .mul(alpha)
                    .div(square.sqrt().add(epsilon));
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
        if (!ScalarAdam.usual(alpha, rest1, rest2)) {
            careful(variable, m, v, grad, from, to, alpha, rest1, rest2, epsilon);
            return;
        }
        int end = from + D.loopBound(to - from);
        int i = from;
        do {
            i = plain(variable, m, v, grad, i, end, alpha, rest1, rest2, epsilon);
            int until = Math.min(end - i, ScalarAdam.BLOCK) + i;
            careful(variable, m, v, grad, i, until, alpha, rest1, rest2, epsilon);
            i = until;
        } while (i < end);
        scalar.step(variable, m, v, grad, end, to, alpha, rest1, rest2, epsilon);
    }

    /** The step by its formula, as far as no number is faint. */
    private static int plain(
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
        int i = from;
        for (; i < to; i += D.length()) {
            DoubleVector g = DoubleVector.fromArray(D, grad, i);
            DoubleVector mean = DoubleVector.fromArray(D, m, i);
            DoubleVector square = DoubleVector.fromArray(D, v, i);
            // without their signs and less one, so that 0 is the greatest of all unsigned numbers
            LongVector least = g.reinterpretAsLongs().lanewise(LSHL, 1).add(DOUBLE_BIAS);
            least = least.min(mean.reinterpretAsLongs().lanewise(LSHL, 1).add(DOUBLE_BIAS));
            DoubleVector scaled = square.mul(1 / ScalarAdam.DOUBLE_FAINT);
            least = least.min(scaled.reinterpretAsLongs().lanewise(LSHL, 1).add(DOUBLE_BIAS));
            if (least.lt(DOUBLE_LIMIT).anyTrue()) {
                return i;
            }
            mean = mean.add(g.sub(mean).mul(rest1));
            square = square.add(g.mul(g).sub(square).mul(rest2));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            DoubleVector step = mean.mul(alpha).div(square.sqrt().add(epsilon));
            DoubleVector.fromArray(D, variable, i).sub(step).intoArray(variable, i);
        }
        return i;
    }

    /** The step that takes for zero what would be denormal. */
    private void careful(
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
        double least1 = Double.MIN_NORMAL / rest1;
        double least2 = Double.MIN_NORMAL / rest2;
        double least = Double.MIN_NORMAL / Math.abs(alpha);
        int end = from + D.loopBound(to - from);
        for (int i = from; i < end; i += D.length()) {
            DoubleVector g = DoubleVector.fromArray(D, grad, i);
            DoubleVector mean = DoubleVector.fromArray(D, m, i);
            DoubleVector square = DoubleVector.fromArray(D, v, i);
            DoubleVector change = g.sub(mean);
            mean = mean.add(change.blend(0, change.abs().lt(least1)).mul(rest1));
            mean = mean.blend(0, mean.abs().lt(Double.MIN_NORMAL));
            g = g.blend(0, g.abs().lt(ScalarAdam.DOUBLE_ROOT));
            change = g.mul(g).sub(square);
            square = square.add(change.blend(0, change.abs().lt(least2)).mul(rest2));
            square = square.blend(0, square.abs().lt(Double.MIN_NORMAL));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            DoubleVector step = mean.blend(0, mean.abs().lt(least))
                    .mul(alpha)
                    .div(square.sqrt().add(epsilon));
            DoubleVector.fromArray(D, variable, i).sub(step).intoArray(variable, i);
        }
        scalar.step(variable, m, v, grad, end, to, alpha, rest1, rest2, epsilon);
    }
}
