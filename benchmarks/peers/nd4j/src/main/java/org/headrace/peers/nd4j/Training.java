package org.headrace.peers.nd4j;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.headrace.peers.PeerWorkload;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.learning.config.IUpdater;

/** Training by {@code SameDiff.fit}; placeholders {@code x} and {@code y}, the loss is called {@code loss}. */
final class Training implements PeerWorkload {
    static final String LOSS = "loss";

    final SameDiff graph = SameDiff.create();
    private final float[][] xs;
    private final long[] xShape;
    private final float @Nullable [][] ys;
    private final long[] yShape;
    private int step;

    Training(float[][] xs, long[] xShape, float @Nullable [][] ys, long... yShape) {
        this.xs = xs;
        this.xShape = xShape;
        this.ys = ys;
        this.yShape = yShape;
    }

    SDVariable parameter(String name, float[] values, long... dims) {
        return graph.var(name, Nd4jPeer.array(values, dims));
    }

    Training with(IUpdater updater) {
        graph.setLossVariables(LOSS);
        TrainingConfig.Builder config = new TrainingConfig.Builder()
                .updater(updater)
                .dataSetFeatureMapping("x")
                .minimize(LOSS);
        if (ys == null) {
            config.markLabelsUnused();
        } else {
            config.dataSetLabelMapping("y");
        }
        graph.setTrainingConfig(config.build());
        graph.createGradFunction();
        return this;
    }

    private INDArray x() {
        return Nd4jPeer.array(xs[step % xs.length], xShape);
    }

    private @Nullable INDArray y() {
        return ys == null ? null : Nd4jPeer.array(ys[step % ys.length], yShape);
    }

    /** {@code fit} reports a loss of 0 in this release, so it is computed apart before the step. */
    @Override
    public double check() {
        Map<String, INDArray> feeds = new HashMap<>();
        feeds.put("x", x());
        INDArray labels = y();
        if (labels != null) {
            feeds.put("y", labels);
        }
        double loss = Nd4jPeer.run(graph, feeds, LOSS).getDouble(0);
        steps(1);
        return loss;
    }

    @Override
    public double step() {
        steps(1);
        return Double.NaN;
    }

    @Override
    public void steps(int n) {
        graph.fit(new Batches(n), 1);
    }

    @Override
    public int nodes() {
        SameDiff gradients = graph.getFunction("grad");
        return gradients == null ? graph.getOps().size() : gradients.getOps().size();
    }

    /** The next n minibatches. The interface is serializable, this is never written. */
    @SuppressWarnings("serial")
    private final class Batches implements MultiDataSetIterator {
        private final int n;
        private int left;

        Batches(int n) {
            this.n = n;
            this.left = n;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public MultiDataSet next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            left--;
            MultiDataSet batch = new MultiDataSet(x(), y());
            step++;
            return batch;
        }

        @Override
        public MultiDataSet next(int num) {
            return next();
        }

        @Override
        public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {}

        @Override
        public @Nullable MultiDataSetPreProcessor getPreProcessor() {
            return null;
        }

        @Override
        public boolean resetSupported() {
            return true;
        }

        @Override
        public boolean asyncSupported() {
            return false;
        }

        @Override
        public void reset() {
            left = n;
        }
    }
}
