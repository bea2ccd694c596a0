package org.headrace.train;

import java.util.function.Function;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * TensorFlow's optimizers, with its usual hyperparameters. Each takes its learning rate as a number or as a floating scalar
 * that is computed in each run: one of {@link ScheduleOps}, a placeholder.
 */
public interface OptimizerOps {
    /** Where the ops are added. */
    Ops tf();

    /** {@code var -= learningRate * gradient}. */
    default GradientDescentOptimizer gradientDescent(double learningRate) {
        return new GradientDescentOptimizer(tf(), learningRate);
    }

    /** The same with a learning rate that is computed in each run. */
    default GradientDescentOptimizer gradientDescent(Output learningRate) {
        return new GradientDescentOptimizer(tf(), learningRate);
    }

    /** {@code accum = accum * momentum + gradient; var -= learningRate * accum}. */
    default MomentumOptimizer momentum(double learningRate, double momentum) {
        return new MomentumOptimizer(tf(), learningRate, momentum, false);
    }

    /** The same, or with Nesterov's momentum. */
    default MomentumOptimizer momentum(double learningRate, double momentum, boolean useNesterov) {
        return new MomentumOptimizer(tf(), learningRate, momentum, useNesterov);
    }

    /** The same with a learning rate and a momentum that are computed in each run. */
    default MomentumOptimizer momentum(Output learningRate, Output momentum, boolean useNesterov) {
        return new MomentumOptimizer(tf(), learningRate, momentum, useNesterov);
    }

    /** Adagrad, its accumulators beginning with 0.1. */
    default AdagradOptimizer adagrad(double learningRate) {
        return adagrad(learningRate, 0.1);
    }

    /** Adagrad. */
    default AdagradOptimizer adagrad(double learningRate, double initialAccumulatorValue) {
        return new AdagradOptimizer(tf(), learningRate, initialAccumulatorValue);
    }

    /** Adagrad with a learning rate that is computed in each run. */
    default AdagradOptimizer adagrad(Output learningRate, double initialAccumulatorValue) {
        return new AdagradOptimizer(tf(), learningRate, initialAccumulatorValue);
    }

    /** Adagrad with dual averaging, its accumulators beginning with 0.1, without penalties. */
    default AdagradDaOptimizer adagradDa(double learningRate, Output globalStep) {
        return adagradDa(learningRate, globalStep, 0.1, 0, 0);
    }

    /** Adagrad with dual averaging and penalties of these strengths. */
    default AdagradDaOptimizer adagradDa(
            double learningRate, Output globalStep, double initialAccumulatorValue, double l1, double l2) {
        return new AdagradDaOptimizer(tf(), learningRate, globalStep, initialAccumulatorValue, l1, l2);
    }

    /** The same with a learning rate that is computed in each run. */
    default AdagradDaOptimizer adagradDa(
            Output learningRate, Output globalStep, double initialAccumulatorValue, double l1, double l2) {
        return new AdagradDaOptimizer(tf(), learningRate, globalStep, initialAccumulatorValue, l1, l2);
    }

    /** Adadelta with a learning rate of 0.001, {@code rho} of 0.95 and {@code epsilon} of 1e-8. */
    default AdadeltaOptimizer adadelta() {
        return adadelta(0.001, 0.95, 1e-8);
    }

    /** Adadelta. */
    default AdadeltaOptimizer adadelta(double learningRate, double rho, double epsilon) {
        return new AdadeltaOptimizer(tf(), learningRate, rho, epsilon);
    }

    /** Adadelta with a learning rate that is computed in each run. */
    default AdadeltaOptimizer adadelta(Output learningRate, double rho, double epsilon) {
        return new AdadeltaOptimizer(tf(), learningRate, rho, epsilon);
    }

    /** RMSProp with a decay of 0.9, no momentum, {@code epsilon} of 1e-10, not centered. */
    default RmsPropOptimizer rmsProp(double learningRate) {
        return rmsProp(learningRate, 0.9, 0, 1e-10, false);
    }

    /** RMSProp. */
    default RmsPropOptimizer rmsProp(
            double learningRate, double decay, double momentum, double epsilon, boolean centered) {
        return new RmsPropOptimizer(tf(), learningRate, decay, momentum, epsilon, centered);
    }

    /** RMSProp with a learning rate that is computed in each run. */
    default RmsPropOptimizer rmsProp(
            Output learningRate, double decay, double momentum, double epsilon, boolean centered) {
        return new RmsPropOptimizer(tf(), learningRate, decay, momentum, epsilon, centered);
    }

    /** Adam with TensorFlow's usual learning rate, 0.001. */
    default AdamOptimizer adam() {
        return adam(0.001);
    }

    /** Adam with TensorFlow's usual {@code beta1} of 0.9, {@code beta2} of 0.999 and {@code epsilon} of 1e-8. */
    default AdamOptimizer adam(double learningRate) {
        return adam(learningRate, 0.9, 0.999, 1e-8);
    }

    /** Adam. */
    default AdamOptimizer adam(double learningRate, double beta1, double beta2, double epsilon) {
        return new AdamOptimizer(tf(), learningRate, beta1, beta2, epsilon);
    }

    /** Adam with a learning rate that is computed in each run. */
    default AdamOptimizer adam(Output learningRate) {
        return adam(learningRate, 0.9, 0.999, 1e-8);
    }

    /** Adam with a learning rate that is computed in each run. */
    default AdamOptimizer adam(Output learningRate, double beta1, double beta2, double epsilon) {
        return new AdamOptimizer(tf(), learningRate, beta1, beta2, epsilon);
    }

    /** AdaMax with {@code beta1} of 0.9, {@code beta2} of 0.999 and {@code epsilon} of 1e-8. */
    default AdaMaxOptimizer adaMax(double learningRate) {
        return adaMax(learningRate, 0.9, 0.999, 1e-8);
    }

    /** AdaMax. */
    default AdaMaxOptimizer adaMax(double learningRate, double beta1, double beta2, double epsilon) {
        return new AdaMaxOptimizer(tf(), learningRate, beta1, beta2, epsilon);
    }

    /** AdaMax with a learning rate that is computed in each run. */
    default AdaMaxOptimizer adaMax(Output learningRate, double beta1, double beta2, double epsilon) {
        return new AdaMaxOptimizer(tf(), learningRate, beta1, beta2, epsilon);
    }

    /** FTRL-proximal with a power of -0.5, accumulators beginning with 0.1, without penalties. */
    default FtrlOptimizer ftrl(double learningRate) {
        return ftrl(learningRate, -0.5, 0.1, 0, 0, 0);
    }

    /** FTRL-proximal with penalties of these strengths. */
    default FtrlOptimizer ftrl(
            double learningRate,
            double learningRatePower,
            double initialAccumulatorValue,
            double l1,
            double l2,
            double l2Shrinkage) {
        return new FtrlOptimizer(tf(), learningRate, learningRatePower, initialAccumulatorValue, l1, l2, l2Shrinkage);
    }

    /** The same with a learning rate that is computed in each run. */
    default FtrlOptimizer ftrl(
            Output learningRate,
            double learningRatePower,
            double initialAccumulatorValue,
            double l1,
            double l2,
            double l2Shrinkage) {
        return new FtrlOptimizer(tf(), learningRate, learningRatePower, initialAccumulatorValue, l1, l2, l2Shrinkage);
    }

    /** Gradient descent with L1 and L2 penalties of these strengths. */
    default ProximalGradientDescentOptimizer proximalGradientDescent(double learningRate, double l1, double l2) {
        return new ProximalGradientDescentOptimizer(tf(), learningRate, l1, l2);
    }

    /** The same with a learning rate that is computed in each run. */
    default ProximalGradientDescentOptimizer proximalGradientDescent(Output learningRate, double l1, double l2) {
        return new ProximalGradientDescentOptimizer(tf(), learningRate, l1, l2);
    }

    /** Adagrad with L1 and L2 penalties of these strengths. */
    default ProximalAdagradOptimizer proximalAdagrad(
            double learningRate, double initialAccumulatorValue, double l1, double l2) {
        return new ProximalAdagradOptimizer(tf(), learningRate, initialAccumulatorValue, l1, l2);
    }

    /** The same with a learning rate that is computed in each run. */
    default ProximalAdagradOptimizer proximalAdagrad(
            Output learningRate, double initialAccumulatorValue, double l1, double l2) {
        return new ProximalAdagradOptimizer(tf(), learningRate, initialAccumulatorValue, l1, l2);
    }

    /** AddSign with {@code alpha} of 1 and {@code beta} of 0.9; the sign does not decay. */
    default AddSignOptimizer addSign(double learningRate) {
        return new AddSignOptimizer(tf(), learningRate, 1, 0.9, null);
    }

    /** AddSign, the sign decaying by the global step. */
    default AddSignOptimizer addSign(
            double learningRate, double alpha, double beta, Function<Output, Output> signDecay) {
        return new AddSignOptimizer(tf(), learningRate, alpha, beta, signDecay);
    }

    /** PowerSign with a base of e and {@code beta} of 0.9; the sign does not decay. */
    default PowerSignOptimizer powerSign(double learningRate) {
        return new PowerSignOptimizer(tf(), learningRate, Math.E, 0.9, null);
    }

    /** PowerSign, the sign decaying by the global step. */
    default PowerSignOptimizer powerSign(
            double learningRate, double base, double beta, Function<Output, Output> signDecay) {
        return new PowerSignOptimizer(tf(), learningRate, base, beta, signDecay);
    }
}
