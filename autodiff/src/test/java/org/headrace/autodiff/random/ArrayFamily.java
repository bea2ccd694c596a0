package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** What moves elements about: other shapes, other orders, parts, joins, copies; and shapes as values. */
final class ArrayFamily {
    private final Sketch sketch;

    ArrayFamily(Sketch sketch) {
        this.sketch = sketch;
    }

    List<Output> next() {
        return switch (sketch.random.nextInt(22)) {
            case 0, 1 -> List.of(reshape());
            case 2, 3 -> List.of(transpose());
            case 4 -> List.of(expandOrSqueeze());
            case 5, 6 -> List.of(concat());
            case 7 -> split();
            case 8 -> List.of(slice());
            case 9 -> List.of(stridedSlice());
            case 10 -> List.of(gather());
            case 11 -> List.of(tile());
            case 12 -> List.of(pad());
            case 13 -> List.of(stack());
            case 14 -> unstack();
            case 15 -> List.of(reverse());
            case 16 -> List.of(broadcastTo());
            case 17 -> List.of(oneHot());
            case 18 -> identities();
            case 19 -> List.of(ofShape());
            case 20 -> List.of(branches());
            default -> List.of(byValue());
        };
    }

    private Output any() {
        return sketch.pick(output -> true);
    }

    private Output ofRank(int least) {
        return sketch.pick(output -> sketch.rank(output) >= least);
    }

    private int axis(Output x) {
        return sketch.random.nextInt(sketch.rank(x));
    }

    /** Flat, or two axes joined, or as another output is, by a shape that is constant or computed. */
    private Output reshape() {
        Output x = any();
        int rank = sketch.rank(x);
        if (rank < 2 || sketch.chance(4)) {
            return sketch.tf.reshape(x, -1);
        }
        if (sketch.chance(3)) {
            Output like = sketch.pick(output -> {
                for (int k = 0; k < sketch.variants(); k++) {
                    if (sketch.shape(output, k).elements() != sketch.shape(x, k).elements()) {
                        return false;
                    }
                }
                return true;
            });
            return sketch.tf.reshape(x, sketch.tf.shape(like));
        }
        int join = sketch.random.nextInt(rank - 1);
        long[] dims = new long[rank - 1];
        int open = 0;
        for (int i = 0; i < dims.length; i++) {
            long first = sketch.dim(x, i < join ? i : i == join ? join : i + 1);
            long second = i == join ? sketch.dim(x, join + 1) : 1;
            dims[i] = first == Shape.UNKNOWN || second == Shape.UNKNOWN ? -1 : first * second;
            open += dims[i] == -1 ? 1 : 0;
        }
        if (open > 1) {
            throw new Sketch.Unsuitable();
        }
        return sketch.tf.reshape(x, dims);
    }

    private Output transpose() {
        Output x = ofRank(1);
        int[] perm = IntStream.range(0, sketch.rank(x)).toArray();
        for (int i = perm.length - 1; i > 0; i--) {
            int j = sketch.random.nextInt(i + 1);
            int swapped = perm[i];
            perm[i] = perm[j];
            perm[j] = swapped;
        }
        return sketch.chance(4) ? sketch.tf.transpose(x) : sketch.tf.transpose(x, perm);
    }

    private Output expandOrSqueeze() {
        Output x = any();
        if (sketch.random.nextBoolean()) {
            return sketch.tf.expandDims(x, sketch.random.nextInt(-1, sketch.rank(x) + 1));
        }
        int[] ones = IntStream.range(0, sketch.rank(x))
                .filter(axis -> sketch.dim(x, axis) == 1)
                .toArray();
        return sketch.tf.squeeze(x, ones);
    }

    private Output concat() {
        Output x = ofRank(1);
        int axis = axis(x);
        List<Output> parts = new ArrayList<>(List.of(x));
        for (int i = sketch.random.nextInt(1, 4); i > 0; i--) {
            Output y = sketch.any(sketch.outputs);
            parts.add(y.dtype() == x.dtype() && agreeBut(axis, x, y) ? y : sketch.chance(2) ? x : part(x, axis));
        }
        return sketch.tf.concat(parts, sketch.chance(3) ? axis - sketch.rank(x) : axis);
    }

    private boolean agreeBut(int axis, Output x, Output y) {
        if (sketch.rank(x) != sketch.rank(y)) {
            return false;
        }
        for (int k = 0; k < sketch.variants(); k++) {
            if (!sketch.shape(x, k).withDim(axis, 0).equals(sketch.shape(y, k).withDim(axis, 0))) {
                return false;
            }
        }
        return true;
    }

    /** A constant that goes with {@code x} along {@code axis}, or {@code x} if its other dimensions vary. */
    private Output part(Output x, int axis) {
        Shape shape = sketch.shape(x).withDim(axis, sketch.tensors.dim());
        return shape.isComplete() && x.dtype() != DType.STRING && supported(x.dtype())
                ? sketch.constant(x.dtype(), shape)
                : x;
    }

    private static boolean supported(DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT64, INT32, INT64, BOOL -> true;
            default -> false;
        };
    }

    private List<Output> split() {
        Output x = ofRank(1);
        int axis = axis(x);
        int dim = (int) sketch.dim(x, axis);
        if (dim < 1) {
            throw new Sketch.Unsuitable();
        }
        if (sketch.random.nextBoolean()) {
            return sketch.tf.split(x, dim % 2 == 0 ? 2 : dim % 3 == 0 ? 3 : 1, axis);
        }
        int first = sketch.random.nextInt(dim + 1);
        return sketch.tf.split(x, new int[] {first, dim - first}, axis);
    }

    private Output slice() {
        Output x = ofRank(1);
        int rank = sketch.rank(x);
        int[] begin = new int[rank];
        int[] size = new int[rank];
        for (int i = 0; i < rank; i++) {
            int least = least(x, i);
            begin[i] = sketch.random.nextInt(least + 1);
            size[i] = sketch.chance(2) ? -1 : sketch.random.nextInt(least - begin[i] + 1);
        }
        return sketch.tf.slice(x, begin, size);
    }

    /** The dimension in the variant where it is least. */
    private int least(Output x, int axis) {
        int least = Integer.MAX_VALUE;
        for (int k = 0; k < sketch.variants(); k++) {
            least = Math.min(least, (int) sketch.shape(x, k).dim(axis));
        }
        return least;
    }

    private Output stridedSlice() {
        Output x = ofRank(1);
        int rank = sketch.random.nextInt(sketch.rank(x)) + 1;
        int[] begin = new int[rank];
        int[] end = new int[rank];
        int[] strides = new int[rank];
        for (int i = 0; i < rank; i++) {
            boolean back = sketch.chance(3);
            strides[i] = sketch.random.nextInt(1, 4) * (back ? -1 : 1);
            begin[i] = back ? -1 : sketch.random.nextInt(3);
            end[i] = back ? -100 : sketch.chance(2) ? 100 : -1;
        }
        return sketch.tf.stridedSlice(x, begin, end, strides);
    }

    private Output gather() {
        Output x = ofRank(1);
        int axis = axis(x);
        int least = least(x, axis);
        if (least < 1) {
            throw new Sketch.Unsuitable();
        }
        Output indices;
        if (sketch.random.nextBoolean()) {
            Output whole = sketch.pick(DType.INT32, DType.INT64);
            indices = sketch.tf.mod(whole, least);
        } else {
            Shape shape = Shape.of(sketch.tensors.dim());
            int[] places = new int[shape.size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = sketch.random.nextInt(least);
            }
            indices = sketch.constant(Tensor.wrap(shape, places));
        }
        return sketch.tf.gather(x, indices, axis);
    }

    private Output tile() {
        Output x = ofRank(1);
        return sketch.tf.tile(
                x,
                IntStream.range(0, sketch.rank(x))
                        .map(i -> sketch.random.nextInt(4) == 0 ? 2 : 1)
                        .toArray());
    }

    private Output pad() {
        Output x = ofRank(1);
        int[][] paddings = new int[sketch.rank(x)][];
        for (int i = 0; i < paddings.length; i++) {
            paddings[i] = new int[] {sketch.random.nextInt(2), sketch.random.nextInt(3)};
        }
        if (x.dtype() == DType.BOOL || sketch.chance(3)) {
            return sketch.tf.pad(x, paddings);
        }
        if (sketch.chance(3)) {
            return sketch.tf.pad(x, paddings, 3);
        }
        for (int i = 0; i < paddings.length; i++) {
            int least = least(x, i);
            paddings[i][0] = least < 2 ? 0 : paddings[i][0];
            paddings[i][1] = least < 2 ? 0 : Math.min(paddings[i][1], least - 1);
        }
        return sketch.tf.pad(x, paddings, sketch.random.nextBoolean() ? "REFLECT" : "SYMMETRIC");
    }

    private Output stack() {
        Output x = any();
        List<Output> parts = new ArrayList<>(List.of(x));
        for (int i = sketch.random.nextInt(1, 4); i > 0; i--) {
            Output y = sketch.any(sketch.outputs);
            parts.add(sketch.same(x, y) ? y : x);
        }
        return sketch.tf.stack(parts, sketch.random.nextInt(sketch.rank(x) + 1));
    }

    private List<Output> unstack() {
        Output x = ofRank(1);
        int axis = axis(x);
        if (sketch.dim(x, axis) < 1) {
            throw new Sketch.Unsuitable();
        }
        return sketch.tf.unstack(x, (int) sketch.dim(x, axis), axis);
    }

    private Output reverse() {
        Output x = ofRank(1);
        return sketch.tf.reverse(x, axis(x));
    }

    private Output broadcastTo() {
        Output x = any();
        long[] dims = sketch.shape(x).dims();
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == Shape.UNKNOWN) {
                throw new Sketch.Unsuitable();
            }
            dims[i] = dims[i] == 1 ? sketch.tensors.dim() : dims[i];
        }
        Shape shape = Shape.of(dims);
        return sketch.tf.broadcastTo(
                x, sketch.chance(2) ? shape.dims() : Shape.of(2).concat(shape).dims());
    }

    private Output oneHot() {
        Output whole = sketch.pick(DType.INT32, DType.INT64);
        return sketch.tf.oneHot(whole, sketch.random.nextInt(1, 5), sketch.chance(3) ? DType.INT32 : DType.FLOAT32);
    }

    private List<Output> identities() {
        Output x = any();
        List<Output> chain = new ArrayList<>();
        for (int i = sketch.random.nextInt(1, 5); i > 0; i--) {
            x = switch (sketch.random.nextInt(4)) {
                case 0 -> sketch.tf.stopGradient(x);
                case 1 -> sketch.tf.identityN(List.of(x, any())).get(0);
                default -> sketch.tf.identity(x);
            };
            chain.add(x);
        }
        return chain;
    }

    private Output ofShape() {
        Output x = any();
        return switch (sketch.random.nextInt(6)) {
            case 0 -> sketch.tf.shape(x);
            case 1 -> sketch.tf.size(x);
            case 2 -> sketch.tf.rank(x);
            case 3 -> sketch.tf.zerosLike(x);
            case 4 -> sketch.tf.onesLike(x);
            default -> sketch.tf.fill(sketch.tf.shape(x), sketch.constant(DType.FLOAT32, Shape.scalar()));
        };
    }

    /** One of two branches, by a value that only the run knows. */
    private Output branches() {
        Output x = sketch.pick(output -> output.dtype() != DType.BOOL);
        Output chosen = sketch.pick(output -> output.dtype() == DType.BOOL && sketch.rank(output) == 0);
        List<Output> ways = sketch.tf.switchTo(x, chosen);
        Output no = sketch.tf.square(ways.get(0));
        Output yes = sketch.tf.neg(ways.get(1));
        return sketch.tf.merge(List.of(no, yes)).get(0);
    }

    /** What has a shape that depends on values, summed up, so that its own shape does not. */
    private Output byValue() {
        Output x = sketch.pick(output -> output.dtype() != DType.BOOL);
        Output flat = sketch.tf.reshape(x, -1);
        return switch (sketch.random.nextInt(3)) {
            case 0 ->
                sketch.tf.reduceSum(sketch.tf.square(
                        sketch.tf.booleanMask(flat, sketch.tf.greater(flat, sketch.tf.zerosLike(flat)))));
            case 1 -> sketch.tf.size(sketch.tf.where(sketch.tf.notEqual(x, sketch.tf.zerosLike(x))));
            default -> sketch.tf.reduceMax(sketch.tf.unique(flat).get(1));
        };
    }
}
