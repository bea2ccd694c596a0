package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;

/**
 * The gradient of batch normalization, float32, channels last: inputs y's gradient, x, scale, mean, variance; outputs the
 * gradients as to x, scale and offset, and two that are empty.
 */
final class BatchNormGradient implements Kernel {
    private final Workers workers;
    private final ChannelBlocks blocks;
    private final int rows;
    private final int channels;
    private final boolean training;
    private final float epsilon;
    private final float[] blockSums;
    private final float[] blockProducts;
    private final double[] sum;
    private final double[] product;
    private final float[][] columns;
    private final float[] center;
    private final float[] shift;
    private final float[] slope;
    private final float[] factor;
    private final Workers.Piece summing = this::sum;
    private final Workers.Piece writing = this::write;
    private float[] dy = {};
    private float[] x = {};
    private float[] dx = {};

    BatchNormGradient(Signature signature, float epsilon, boolean training) {
        BatchNorm.requireFloat(signature);
        Shape shape = signature.input(1).shape();
        this.workers = signature.workers();
        this.channels = (int) shape.dim(-1);
        this.rows = channels == 0 ? 0 : shape.size() / channels;
        this.blocks = new ChannelBlocks(rows, channels);
        this.training = training;
        this.epsilon = epsilon;
        this.blockSums = new float[blocks.count * channels];
        this.blockProducts = new float[blocks.count * channels];
        this.sum = new double[channels];
        this.product = new double[channels];
        this.columns = new float[workers.threads()][blocks.width];
        this.center = new float[blocks.width];
        this.shift = new float[blocks.width];
        this.slope = new float[blocks.width];
        this.factor = new float[blocks.width];
    }

    @Override
    public void run(KernelContext context) {
        Tensor dScale = context.output(1);
        Tensor dOffset = context.output(2);
        Arrays.fill(dScale.floats(), 0, dScale.size(), 0);
        Arrays.fill(dOffset.floats(), 0, dOffset.size(), 0);
        if (blocks.count == 0) {
            return;
        }
        dy = context.input(0).floats();
        x = context.input(1).floats();
        dx = context.output(0).floats();
        float[] scale = context.input(2).floats();
        float[] variance = context.input(4).floats();
        blocks.spread(context.input(3).floats(), 0, center);
        workers.run(blocks.count, summing);
        add(blockSums, sum);
        add(blockProducts, product);
        for (int c = 0; c < channels; c++) {
            float root = BatchNorm.inverseRoot(variance[c] + epsilon);
            dScale.floats()[c] = (float) (product[c] * root);
            dOffset.floats()[c] = (float) sum[c];
            factor[c] = scale[c] * root;
            shift[c] = training ? (float) (sum[c] / rows) : 0;
            slope[c] = training ? (float) (product[c] / rows) * (root * root) : 0;
        }
        blocks.spread(factor, 0, factor);
        blocks.spread(shift, 0, shift);
        blocks.spread(slope, 0, slope);
        workers.run(blocks.count, writing);
    }

    private void sum(int block, int worker) {
        int from = blocks.from(block);
        int to = blocks.to(block);
        float[] sums = columns[worker];
        Arrays.fill(sums, 0);
        blocks.addColumns(dy, from, to, sums);
        blocks.fold(sums, blockSums, block * channels);
        Arrays.fill(sums, 0);
        blocks.addProducts(dy, x, from, to, center, sums);
        blocks.fold(sums, blockProducts, block * channels);
    }

    private void add(float[] perBlock, double[] total) {
        Arrays.fill(total, 0);
        for (int block = 0; block < blocks.count; block++) {
            for (int c = 0; c < channels; c++) {
                total[c] += perBlock[block * channels + c];
            }
        }
    }

    private void write(int block, int worker) {
        blocks.normalizeBack(dy, x, blocks.from(block), blocks.to(block), center, shift, slope, factor, dx);
    }
}
