package org.headrace.train;

import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * Learning rates that change with the number of steps that have been made: TensorFlow's {@code tf.train.exponential_decay}
 * and its like. Each adds ops that compute the rate, a float32 scalar, in each run; {@code globalStep} is the variable that
 * {@link Optimizer#minimize} adds to, or any other numeric scalar.
 */
public interface ScheduleOps {
    /** Where the ops are added. */
    Ops tf();

    /** {@code learningRate * decayRate^(globalStep / decaySteps)}. */
    default Output exponentialDecay(double learningRate, Output globalStep, int decaySteps, double decayRate) {
        return exponentialDecay(learningRate, globalStep, decaySteps, decayRate, false);
    }

    /** The same; with {@code staircase} the quotient is rounded down. */
    default Output exponentialDecay(
            double learningRate, Output globalStep, int decaySteps, double decayRate, boolean staircase) {
        return Schedule.exponential(tf(), learningRate, globalStep, decaySteps, decayRate, staircase);
    }

    /** {@code learningRate * exp(-decayRate * globalStep / decaySteps)}. */
    default Output naturalExpDecay(double learningRate, Output globalStep, int decaySteps, double decayRate) {
        return naturalExpDecay(learningRate, globalStep, decaySteps, decayRate, false);
    }

    /** The same; with {@code staircase} the quotient is rounded down. */
    default Output naturalExpDecay(
            double learningRate, Output globalStep, int decaySteps, double decayRate, boolean staircase) {
        return Schedule.naturalExponential(tf(), learningRate, globalStep, decaySteps, decayRate, staircase);
    }

    /** {@code learningRate / (1 + decayRate * globalStep / decaySteps)}. */
    default Output inverseTimeDecay(double learningRate, Output globalStep, int decaySteps, double decayRate) {
        return inverseTimeDecay(learningRate, globalStep, decaySteps, decayRate, false);
    }

    /** The same; with {@code staircase} the quotient is rounded down. */
    default Output inverseTimeDecay(
            double learningRate, Output globalStep, int decaySteps, double decayRate, boolean staircase) {
        return new Schedule(tf(), "InverseTimeDecay", learningRate)
                .inverseTime(globalStep, decaySteps, decayRate, staircase);
    }

    /**
     * {@code values[i]} where {@code i} is how many of the boundaries are less than {@code globalStep}.
     *
     * @param boundaries in ascending order
     * @throws InvalidArgumentException if there is not one value more than there are boundaries
     */
    default Output piecewiseConstant(Output globalStep, long[] boundaries, double... values) {
        return Schedule.piecewise(tf().scoped("PiecewiseConstant"), globalStep, boundaries, values);
    }

    /** From {@code learningRate} down to 0.0001 in a straight line of {@code decaySteps} steps. */
    default Output polynomialDecay(double learningRate, Output globalStep, int decaySteps) {
        return polynomialDecay(learningRate, globalStep, decaySteps, 0.0001, 1, false);
    }

    /**
     * {@code (learningRate - endLearningRate) * (1 - min(globalStep, decaySteps) / decaySteps)^power + endLearningRate}. With
     * {@code cycle} the rate does not stay at its end, but {@code decaySteps} is replaced by its first multiple that is not
     * less than {@code globalStep}.
     */
    default Output polynomialDecay(
            double learningRate,
            Output globalStep,
            int decaySteps,
            double endLearningRate,
            double power,
            boolean cycle) {
        return new Schedule(tf(), "PolynomialDecay", learningRate)
                .polynomial(globalStep, decaySteps, endLearningRate, power, cycle);
    }

    /** {@link #cosineDecay(double, Output, int, double)} down to 0. */
    default Output cosineDecay(double learningRate, Output globalStep, int decaySteps) {
        return cosineDecay(learningRate, globalStep, decaySteps, 0);
    }

    /**
     * {@code learningRate * ((1 - alpha) * (1 + cos(pi * t)) / 2 + alpha)} with
     * {@code t = min(globalStep, decaySteps) / decaySteps}.
     */
    default Output cosineDecay(double learningRate, Output globalStep, int decaySteps, double alpha) {
        return new Schedule(tf(), "CosineDecay", learningRate).cosine(globalStep, decaySteps, alpha);
    }

    /** The same with periods of twice the length of the one before, each beginning at {@code learningRate}. */
    default Output cosineDecayRestarts(double learningRate, Output globalStep, int firstDecaySteps) {
        return cosineDecayRestarts(learningRate, globalStep, firstDecaySteps, 2, 1, 0);
    }

    /**
     * {@link #cosineDecay(double, Output, int, double)} in periods: each is {@code tMul} times as long as the one before and
     * begins at {@code mMul} times its rate.
     */
    default Output cosineDecayRestarts(
            double learningRate, Output globalStep, int firstDecaySteps, double tMul, double mMul, double alpha) {
        return new Schedule(tf(), "SGDRDecay", learningRate)
                .cosineRestarts(globalStep, firstDecaySteps, tMul, mMul, alpha);
    }

    /** {@link #linearCosineDecay(double, Output, int, double, double, double)} of half a period, 0 and 0.001. */
    default Output linearCosineDecay(double learningRate, Output globalStep, int decaySteps) {
        return linearCosineDecay(learningRate, globalStep, decaySteps, 0.5, 0, 0.001);
    }

    /**
     * {@code learningRate * ((alpha + 1 - t) * (1 + cos(2 * pi * numPeriods * t)) / 2 + beta)} with
     * {@code t = min(globalStep, decaySteps) / decaySteps}.
     */
    default Output linearCosineDecay(
            double learningRate, Output globalStep, int decaySteps, double numPeriods, double alpha, double beta) {
        return new Schedule(tf(), "LinearCosineDecay", learningRate)
                .linearCosine(globalStep, decaySteps, numPeriods, alpha, beta);
    }

    /** The next one with a variance of 1, decaying by 0.55, of half a period, 0 and 0.001. */
    default Output noisyLinearCosineDecay(double learningRate, Output globalStep, int decaySteps) {
        return noisyLinearCosineDecay(learningRate, globalStep, decaySteps, 1, 0.55, 0.5, 0, 0.001);
    }

    /**
     * {@link #linearCosineDecay(double, Output, int, double, double, double)} with normal noise added to {@code alpha + 1 - t},
     * of variance {@code initialVariance / (1 + min(globalStep, decaySteps))^varianceDecay}.
     */
    default Output noisyLinearCosineDecay(
            double learningRate,
            Output globalStep,
            int decaySteps,
            double initialVariance,
            double varianceDecay,
            double numPeriods,
            double alpha,
            double beta) {
        return new Schedule(tf(), "NoisyLinearCosineDecay", learningRate)
                .noisyLinearCosine(globalStep, decaySteps, initialVariance, varianceDecay, numPeriods, alpha, beta);
    }
}
