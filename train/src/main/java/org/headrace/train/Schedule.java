package org.headrace.train;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.math.Add;
import org.headrace.ops.math.Mul;
import org.headrace.ops.math.RealDiv;

/** The formulas of {@link ScheduleOps}, as the ops that TensorFlow makes of them, in its order and under its names. */
final class Schedule {
    private final Ops s;
    private final Output initial;

    /** In a scope of this name. */
    Schedule(Ops tf, String name, double learningRate) {
        this.s = tf.scoped(name);
        this.initial = s.constant(Tensor.of((float) learningRate), "initial_learning_rate");
    }

    static Output exponential(
            Ops tf, double learningRate, Output globalStep, int decaySteps, double decayRate, boolean staircase) {
        Schedule schedule = new Schedule(tf, "ExponentialDecay", learningRate);
        Output steps = schedule.steps(decaySteps);
        return schedule.exponential(globalStep, steps, schedule.number(decayRate), staircase);
    }

    static Output naturalExponential(
            Ops tf, double learningRate, Output globalStep, int decaySteps, double decayRate, boolean staircase) {
        Ops neg = tf.scope("Neg");
        Output x = neg.constant(Tensor.of((float) decayRate), "x");
        Output negative = neg.withName(neg.scopeName()).neg(x);
        Output rate = tf.withName("Exp").exp(negative);
        Schedule schedule = new Schedule(tf, "ExponentialDecay", learningRate);
        return schedule.exponential(globalStep, schedule.steps(decaySteps), rate, staircase);
    }

    private Output exponential(Output globalStep, Output decaySteps, Output decayRate, boolean staircase) {
        Output p = completed(step(globalStep), decaySteps, staircase);
        return s.finish(new Mul(), initial, s.pow(decayRate, p));
    }

    Output inverseTime(Output globalStep, int decaySteps, double decayRate, boolean staircase) {
        Output steps = steps(decaySteps);
        Output rate = number(decayRate);
        Output p = completed(step(globalStep), steps, staircase);
        Output one = s.cast(s.constant(1), DType.FLOAT32);
        return s.finish(new RealDiv(), initial, s.add(one, s.mul(rate, p)));
    }

    static Output piecewise(Ops s, Output globalStep, long[] boundaries, double[] values) {
        if (boundaries.length != values.length - 1) {
            throw new InvalidArgumentException("The length of boundaries should be 1 less than the length of values: "
                    + boundaries.length + " boundaries, " + values.length + " values");
        }
        Output rate = s.constant((float) values[0]);
        for (int i = 0; i < boundaries.length; i++) {
            Output beyond = s.greater(globalStep, boundaries[i]);
            rate = s.where(beyond, s.constant((float) values[i + 1]), rate);
        }
        return s.withName(s.scopeName()).identity(rate);
    }

    Output polynomial(Output globalStep, int decaySteps, double endLearningRate, double power, boolean cycle) {
        Output end = number(endLearningRate);
        Output exponent = number(power);
        Output step = step(globalStep);
        Output steps = steps(decaySteps);
        if (cycle) {
            Output first = s.equal(step, 0);
            Output periods = s.math.ceil(over(step, steps));
            steps = s.mul(steps, s.where(first, s.onesLike(periods), periods));
        } else {
            step = s.minimum(step, steps);
        }
        Output p = over(step, steps);
        Output range = minus(initial, end);
        Output left = s.pow(s.withName("sub").sub(1, p), exponent);
        return s.finish(new Add(), s.mul(range, left), end);
    }

    Output cosine(Output globalStep, int decaySteps, double alpha) {
        Output steps = steps(decaySteps);
        Output t = over(s.minimum(step(globalStep), steps), steps);
        Output decayed = plus(times(1 - alpha, cosine(t)), alpha);
        return s.mul(initial, decayed);
    }

    Output cosineRestarts(Output globalStep, int firstDecaySteps, double tMul, double mMul, double alpha) {
        Output steps = steps(firstDecaySteps);
        Output least = number(alpha);
        Output longer = number(tMul);
        Output lower = number(mMul);
        Output t = over(step(globalStep), steps);
        Output restart;
        Output fraction;
        if (tMul == 1) {
            restart = s.math.floor(t);
            fraction = minus(t, restart);
        } else {
            Output rest = minus(1, longer);
            Output growth = s.log(minus(1, times(t, rest)));
            restart = s.math.floor(over(growth, s.log(longer)));
            Output grown = s.withName("pow").pow(longer, restart);
            Output before = over(minus(1, grown), rest);
            fraction = over(minus(t, before), grown);
        }
        Output factor = s.withName("pow").pow(lower, restart);
        Output half = times(0.5, factor);
        Output cosine = times(half, s.withName("add").add(1, s.math.cos(times(pi(), fraction))));
        Output rest = minus(1, least);
        return s.finish(new Mul(), initial, plus(times(rest, cosine), least));
    }

    Output linearCosine(Output globalStep, int decaySteps, double numPeriods, double alpha, double beta) {
        Output steps = steps(decaySteps);
        Output periods = number(numPeriods);
        Output more = number(alpha);
        Output least = number(beta);
        Output step = s.minimum(step(globalStep), steps);
        Output linear = over(minus(steps, step), steps);
        return finish(linear, over(step, steps), periods, more, least);
    }

    Output noisyLinearCosine(
            Output globalStep,
            int decaySteps,
            double initialVariance,
            double varianceDecay,
            double numPeriods,
            double alpha,
            double beta) {
        Output steps = steps(decaySteps);
        Output first = number(initialVariance);
        Output decay = number(varianceDecay);
        Output periods = number(numPeriods);
        Output more = number(alpha);
        Output least = number(beta);
        Output step = s.minimum(step(globalStep), steps);
        Output linear = over(minus(steps, step), steps);
        Output variance = over(first, s.pow(s.withName("add").add(1, step), decay));
        Output noise = s.random.normal(Shape.scalar(), 0, s.sqrt(variance));
        return finish(plus(linear, noise), over(step, steps), periods, more, least);
    }

    private Output finish(Output linear, Output t, Output periods, Output more, Output least) {
        Output fraction = times(times(2, periods), t);
        Output cosine = cosine(fraction);
        return s.finish(new Mul(), initial, plus(times(plus(more, linear), cosine), least));
    }

    /** {@code (1 + cos(pi * t)) / 2}. */
    private Output cosine(Output t) {
        return times(0.5, s.withName("add").add(1, s.math.cos(times(pi(), t))));
    }

    private Output pi() {
        return s.constant((float) Math.PI);
    }

    private Output completed(Output step, Output steps, boolean staircase) {
        Output p = over(step, steps);
        return staircase ? s.math.floor(p) : p;
    }

    private Output step(Output globalStep) {
        return s.cast(globalStep, DType.FLOAT32);
    }

    private Output steps(int decaySteps) {
        Ops cast = s.scope("Cast");
        return cast.withName(cast.scopeName()).cast(cast.constant(Tensor.of(decaySteps), "x"), DType.FLOAT32);
    }

    private Output number(double value) {
        return Hyperparameter.cast(s, value, DType.FLOAT32);
    }

    private Output over(Output a, Output b) {
        return s.withName("truediv").div(a, b);
    }

    private Output minus(Output a, Output b) {
        return s.withName("sub").sub(a, b);
    }

    private Output minus(Number a, Output b) {
        return s.withName("sub").sub(a, b);
    }

    private Output plus(Output a, Output b) {
        return s.withName("add").add(a, b);
    }

    private Output plus(Output a, Number b) {
        return s.withName("add").add(a, b);
    }

    private Output times(Output a, Output b) {
        return s.withName("mul").mul(a, b);
    }

    private Output times(Number a, Output b) {
        return s.withName("mul").mul(a, b);
    }
}
