package org.headrace.peers.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.headrace.peers.PeerWorkload;

/** Eager training: feed, forward, backward, update, clear the gradients, read the loss. */
final class Training implements PeerWorkload {
    private final Engine engine;
    private final NDManager manager;
    private final Optimizer optimizer;
    private final List<NDArray> parameters = new ArrayList<>();
    private Loss loss = (fresh, feeds) -> feeds[0];
    private float[][][] batches = {};
    private Shape[] shapes = {};
    private int step;

    /** The forward pass, which makes its temporaries in {@code fresh}. */
    interface Loss {
        NDArray of(NDManager fresh, NDArray[] feeds);
    }

    private Training(Engine engine, NDManager base, Optimizer optimizer) {
        this.engine = engine;
        this.manager = base.newSubManager();
        this.optimizer = optimizer;
    }

    static Training descent(Engine engine, NDManager base, double learningRate) {
        Tracker rate = Tracker.fixed((float) learningRate);
        return new Training(
                engine, base, Optimizer.sgd().setLearningRateTracker(rate).build());
    }

    static Training adam(Engine engine, NDManager base, double learningRate) {
        Tracker rate = Tracker.fixed((float) learningRate);
        return new Training(
                engine, base, Optimizer.adam().optLearningRateTracker(rate).build());
    }

    NDArray parameter(float[] values, long... dims) {
        NDArray parameter = constant(values, dims);
        parameter.setRequiresGradient(true);
        parameters.add(parameter);
        return parameter;
    }

    NDArray constant(float[] values, long... dims) {
        return manager.create(values, new Shape(dims));
    }

    Training on(float[][][] minibatches, Shape[] feedShapes, Loss forward) {
        batches = minibatches;
        shapes = feedShapes;
        loss = forward;
        return this;
    }

    @Override
    public double step() {
        float[][] batch = batches[step++ % batches.length];
        try (NDManager fresh = manager.newSubManager()) {
            NDArray[] feeds = new NDArray[batch.length];
            for (int i = 0; i < batch.length; i++) {
                feeds[i] = fresh.create(FloatBuffer.wrap(batch[i]), shapes[i]);
            }
            NDArray value;
            try (GradientCollector collector = engine.newGradientCollector()) {
                value = loss.of(fresh, feeds);
                collector.backward(value);
            }
            for (int i = 0; i < parameters.size(); i++) {
                try (NDArray gradient = parameters.get(i).getGradient()) {
                    optimizer.update(Integer.toString(i), parameters.get(i), gradient);
                    gradient.subi(gradient);
                }
            }
            return value.getFloat();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
