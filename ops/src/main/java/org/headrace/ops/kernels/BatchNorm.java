package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;

/**
 * Makes the kernels of batch normalization, float32, channels last: inputs x, scale, offset, mean, variance; outputs y, mean,
 * variance, and both again for the gradient.
 *
 * <p>Mean and variance of each block are taken while it is in the cache, then combined in the blocks' order.
 */
public final class BatchNorm implements Kernel {
    private final Workers workers;
    private final ChannelBlocks blocks;
    private final int rows;
    private final int channels;
    private final boolean training;
    private final float epsilon;
    private final float[] blockMeans;
    private final float[] blockSquares;
    private final double[] mean;
    private final double[] squares;
    private final float[][] sums;
    private final float[][] means;
    private final float[] center;
    private final float[] factor;
    private final float[] offset;
    private final Workers.Piece measuring = this::measure;
    private final Workers.Piece writing = this::write;
    private float[] x = {};
    private float[] y = {};

    private BatchNorm(Signature signature, float epsilon, boolean training) {
        requireFloat(signature);
        Shape shape = signature.input(0).shape();
        this.workers = signature.workers();
        this.channels = (int) shape.dim(-1);
        this.rows = channels == 0 ? 0 : shape.size() / channels;
        this.blocks = new ChannelBlocks(rows, channels);
        this.training = training;
        this.epsilon = epsilon;
        int partial = training ? blocks.count * channels : 0;
        this.blockMeans = new float[partial];
        this.blockSquares = new float[partial];
        this.mean = new double[channels];
        this.squares = new double[channels];
        this.sums = new float[training ? workers.threads() : 0][blocks.width];
        this.means = new float[training ? workers.threads() : 0][blocks.width];
        this.center = new float[blocks.width];
        this.factor = new float[blocks.width];
        this.offset = new float[blocks.width];
    }

    /** By the batch's own mean and variance if {@code training}, else by those that are given. */
    public static Kernel forward(Signature signature, float epsilon, boolean training) {
        return RecastKernel.ofHalves(signature, wide -> new BatchNorm(wide, epsilon, training));
    }

    /** The gradients as to x, scale and offset; inputs: y's gradient, x, scale, mean, variance. */
    public static Kernel gradient(Signature signature, float epsilon, boolean training) {
        return RecastKernel.ofHalves(signature, wide -> new BatchNormGradient(wide, epsilon, training));
    }

    static void requireFloat(Signature signature) {
        DType dtype = signature.input(0).dtype();
        if (dtype != DType.FLOAT32) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast to float32 and back");
        }
    }

    @Override
    public void run(KernelContext context) {
        if (blocks.count == 0) {
            for (int i = 1; i <= 4; i++) {
                Tensor none = context.output(i);
                Arrays.fill(none.floats(), 0, none.size(), Float.NaN);
            }
            return;
        }
        x = context.input(0).floats();
        y = context.output(0).floats();
        float[] batchMean = context.output(1).floats();
        float[] batchVariance = context.output(2).floats();
        if (training) {
            workers.run(blocks.count, measuring);
            combine();
            for (int c = 0; c < channels; c++) {
                batchMean[c] = (float) mean[c];
                batchVariance[c] = (float) (squares[c] / rows);
            }
        } else {
            System.arraycopy(context.input(3).floats(), 0, batchMean, 0, channels);
            System.arraycopy(context.input(4).floats(), 0, batchVariance, 0, channels);
        }
        System.arraycopy(batchMean, 0, context.output(3).floats(), 0, channels);
        System.arraycopy(batchVariance, 0, context.output(4).floats(), 0, channels);
        float[] scale = context.input(1).floats();
        for (int c = 0; c < channels; c++) {
            factor[c] = inverseRoot(batchVariance[c] + epsilon) * scale[c];
        }
        blocks.spread(factor, 0, factor);
        blocks.spread(batchMean, 0, center);
        blocks.spread(context.input(2).floats(), 0, offset);
        workers.run(blocks.count, writing);
        if (training) { // Bessel's correction, for moving averages
            float unbiased = (float) rows / Math.max(1, rows - 1);
            for (int c = 0; c < channels; c++) {
                batchVariance[c] *= unbiased;
            }
        }
    }

    static float inverseRoot(float value) {
        return (float) (1 / Math.sqrt(value));
    }

    private void measure(int block, int worker) {
        int from = blocks.from(block);
        int to = blocks.to(block);
        int at = block * channels;
        float[] columns = sums[worker];
        Arrays.fill(columns, 0);
        blocks.addColumns(x, from, to, columns);
        blocks.fold(columns, blockMeans, at);
        for (int c = 0; c < channels; c++) {
            blockMeans[at + c] /= blocks.rows(block);
        }
        blocks.spread(blockMeans, at, means[worker]);
        Arrays.fill(columns, 0);
        blocks.addSquares(x, from, to, means[worker], columns);
        blocks.fold(columns, blockSquares, at);
    }

    /** Means and sums of squared differences of the blocks so far and of the next. */
    private void combine() {
        Arrays.fill(mean, 0);
        Arrays.fill(squares, 0);
        double before = 0;
        for (int block = 0; block < blocks.count; block++) {
            double count = blocks.rows(block);
            double share = count / (before + count);
            for (int c = 0; c < channels; c++) {
                double step = blockMeans[block * channels + c] - mean[c];
                mean[c] += step * share;
                squares[c] += blockSquares[block * channels + c] + step * step * before * share;
            }
            before += count;
        }
    }

    private void write(int block, int worker) {
        blocks.normalize(x, blocks.from(block), blocks.to(block), center, factor, offset, y);
    }
}
