package org.headrace.autodiff.random;

import java.util.List;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** What combines elements: reductions, scans, products of matrices, softmax and cross entropies. */
final class ReductionFamily {
    private final Sketch sketch;

    ReductionFamily(Sketch sketch) {
        this.sketch = sketch;
    }

    List<Output> next() {
        return switch (sketch.random.nextInt(14)) {
            case 0, 1, 2, 3, 4, 5 -> List.of(reduce());
            case 6, 7, 8 -> List.of(matmul());
            case 9 -> List.of(softmax());
            case 10 -> crossEntropy();
            case 11 -> List.of(scan());
            case 12 -> List.of(biasAdd());
            default -> List.of(index());
        };
    }

    private Output reduce() {
        Output x = sketch.pick(output -> true);
        int[] axes = axes(x);
        boolean keep = sketch.random.nextBoolean();
        if (x.dtype() == DType.BOOL) {
            return sketch.random.nextBoolean()
                    ? sketch.tf.reduceAll(x, axes, keep)
                    : sketch.tf.reduceAny(x, axes, keep);
        }
        return switch (sketch.random.nextInt(8)) {
            case 0, 1, 2 -> sketch.tf.reduceSum(x, axes, keep);
            case 3, 4 -> sketch.tf.reduceMean(x, axes, keep);
            case 5 -> sketch.tf.reduceProd(x, axes, keep);
            case 6 -> sketch.tf.reduceMax(x, axes, keep);
            default -> sketch.tf.reduceMin(x, axes, keep);
        };
    }

    /** Some axes, or all, or none, counted from either end. */
    private int[] axes(Output x) {
        int rank = sketch.rank(x);
        return IntStream.range(0, rank)
                .filter(axis -> sketch.random.nextBoolean())
                .map(axis -> sketch.chance(3) ? axis - rank : axis)
                .toArray();
    }

    private Output matmul() {
        Output a = sketch.pick(output -> sketch.rank(output) >= 2 && output.dtype() != DType.BOOL && !sketch.chance(3));
        boolean transposeA = sketch.random.nextBoolean();
        boolean transposeB = sketch.random.nextBoolean();
        int rank = sketch.rank(a);
        long inner = sketch.dim(a, transposeA ? -2 : -1);
        for (int tries = 0; tries < 8; tries++) {
            Output b = sketch.any(sketch.outputs);
            boolean fits = b.dtype() == a.dtype()
                    && sketch.rank(b) == rank
                    && agree(a, transposeA ? rank - 2 : rank - 1, b, transposeB ? rank - 1 : rank - 2);
            for (int i = 0; fits && i < rank - 2; i++) {
                fits = agree(a, i, b, i);
            }
            if (fits) {
                return sketch.tf.matmul(a, b, transposeA, transposeB);
            }
        }
        if (inner == Shape.UNKNOWN) {
            throw new Sketch.Unsuitable();
        }
        long other = sketch.tensors.dim();
        Shape matrix = transposeB ? Shape.of(other, inner) : Shape.of(inner, other);
        Shape batch = sketch.shape(a).slice(0, rank - 2);
        Shape shape = batch.isComplete() ? batch.concat(matrix) : matrix;
        return sketch.tf.matmul(a, sketch.constant(a.dtype(), shape), transposeA, transposeB);
    }

    private boolean agree(Output a, int i, Output b, int j) {
        for (int k = 0; k < sketch.variants(); k++) {
            if (sketch.shape(a, k).dim(i) != sketch.shape(b, k).dim(j)) {
                return false;
            }
        }
        return true;
    }

    private Output ofRank(int least) {
        return sketch.pick(output -> output.dtype().isFloating() && sketch.rank(output) >= least);
    }

    private Output softmax() {
        Output x = ofRank(1);
        return switch (sketch.random.nextInt(3)) {
            case 0 -> sketch.tf.nn.softmax(x);
            case 1 -> sketch.tf.nn.softmax(x, sketch.random.nextInt(sketch.rank(x)));
            default -> sketch.tf.nn.logSoftmax(x);
        };
    }

    private List<Output> crossEntropy() {
        Output x = ofRank(2);
        long classes = sketch.dim(x, -1);
        if (classes <= 0) {
            throw new Sketch.Unsuitable();
        }
        switch (sketch.random.nextInt(3)) {
            case 0 -> {
                Output labels = sketch.tf.nn.softmax(sketch.tf.mul(x, 2));
                return List.of(sketch.tf.nn.softmaxCrossEntropyWithLogitsV2(labels, x));
            }
            case 1 -> {
                Output sum = sketch.tf.reduceMax(x, -1, false);
                Output whole = sketch.tf.cast(
                        sketch.tf.clipByValue(
                                sketch.tf.cast(sum, DType.FLOAT64),
                                sketch.tf.constant(0.0),
                                sketch.tf.constant(classes - 1.0)),
                        DType.INT32);
                return List.of(
                        sketch.tf.nn.sparseSoftmaxCrossEntropyWithLogits(sketch.tf.mod(whole, (int) classes), x));
            }
            default -> {
                Output labels = sketch.tf.cast(sketch.tf.greater(x, 0), x.dtype());
                return List.of(sketch.tf.nn.sigmoidCrossEntropyWithLogits(labels, x));
            }
        }
    }

    private Output scan() {
        Output x = sketch.pick(output -> output.dtype() != DType.BOOL && sketch.rank(output) > 0);
        int axis = sketch.random.nextInt(sketch.rank(x));
        boolean exclusive = sketch.random.nextBoolean();
        boolean reverse = sketch.random.nextBoolean();
        return sketch.random.nextBoolean()
                ? sketch.tf.cumsum(x, axis, exclusive, reverse)
                : sketch.tf.cumprod(x, axis, exclusive, reverse);
    }

    private Output biasAdd() {
        Output x = sketch.pick(output -> output.dtype() != DType.BOOL && sketch.rank(output) >= 2);
        long channels = sketch.dim(x, -1);
        if (channels == Shape.UNKNOWN) {
            throw new Sketch.Unsuitable();
        }
        return sketch.tf.nn.biasAdd(x, sketch.constant(x.dtype(), Shape.of(channels)));
    }

    private Output index() {
        Output x = sketch.pick(output -> output.dtype() != DType.BOOL && sketch.rank(output) > 0);
        int axis = sketch.random.nextInt(sketch.rank(x));
        return switch (sketch.random.nextInt(4)) {
            case 0 -> sketch.tf.argmax(x, axis);
            case 1 -> sketch.tf.argmin(x, axis, DType.INT32);
            case 2 -> sketch.tf.nn.l2Loss(sketch.floating());
            default -> {
                Output rows = sketch.constant(Tensor.wrap(
                        Shape.of(Math.max(0, sketch.dim(x, 0))),
                        IntStream.range(0, (int) Math.max(0, sketch.dim(x, 0)))
                                .map(i -> sketch.random.nextInt(4))
                                .toArray()));
                yield sketch.tf.math.unsortedSegmentSum(x, rows, 4);
            }
        };
    }
}
