package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.BatchToSpaceND;
import org.headrace.ops.array.Bitcast;
import org.headrace.ops.array.BroadcastArgs;
import org.headrace.ops.array.ConjugateTranspose;
import org.headrace.ops.array.DepthToSpace;
import org.headrace.ops.array.Diag;
import org.headrace.ops.array.DiagPart;
import org.headrace.ops.array.ExtractImagePatches;
import org.headrace.ops.array.ReverseSequence;
import org.headrace.ops.array.Roll;
import org.headrace.ops.array.SpaceToBatchND;
import org.headrace.ops.array.SpaceToDepth;

/** Rearranging elements: rolling, reversing, blocks of space, diagonals, grids. */
public interface LayoutOps extends OpBuilder {
    /**
     * {@code a} with its axes in another order and, of complex numbers, their conjugates: TensorFlow's
     * {@code tf.transpose(a, perm, conjugate=True)}.
     *
     * @see ConjugateTranspose
     */
    default Output conjugateTranspose(Output a, int... perm) {
        Ops s = scoped("transpose");
        return s.finish(new ConjugateTranspose(), a, s.constant(Tensor.of(perm), "perm"));
    }

    /**
     * The bits of {@code input} read as another dtype. To a narrower one the shape gains a last dimension, to a wider one it
     * loses it. Numbers.
     *
     * @throws org.headrace.core.InvalidArgumentException if the last dimension is not the ratio of the widths
     * @see Bitcast
     */
    default Output bitcast(Output input, DType type) {
        return add(new Bitcast(type), input);
    }

    /**
     * The elements moved cyclically by {@code shift} along {@code axis}: what leaves at the end comes in at the beginning.
     *
     * @see Roll
     */
    default Output roll(Output input, int shift, int axis) {
        Ops s = scoped("Roll");
        Output by = s.constant(Tensor.of(shift), "shift");
        return s.finish(new Roll(), input, by, s.constant(Tensor.of(axis), "axis"));
    }

    /** The same along several axes, by {@code shift[i]} along {@code axis[i]}. */
    default Output roll(Output input, int[] shift, int[] axis) {
        Ops s = scoped("Roll");
        Output by = s.constant(Tensor.of(shift), "shift");
        return s.finish(new Roll(), input, by, s.constant(Tensor.of(axis), "axis"));
    }

    /** The same by computed shifts along computed axes: int32 or int64 scalars or vectors. */
    default Output roll(Output input, Output shift, Output axis) {
        return add(new Roll(), input, shift, axis);
    }

    /**
     * The first {@code seqLengths[i]} elements along {@code seqAxis} in reverse order, for each index {@code i} along
     * {@code batchAxis}; those after them stay.
     *
     * @param seqLengths int32 or int64, {@code [input.dim(batchAxis)]}
     * @throws org.headrace.core.InvalidArgumentException if a length is more than there are elements
     * @see ReverseSequence
     */
    default Output reverseSequence(Output input, Output seqLengths, int seqAxis, int batchAxis) {
        return add(new ReverseSequence(seqAxis, batchAxis), input, seqLengths);
    }

    /**
     * Blocks of {@code blockSize x blockSize} pixels as channels of one pixel: {@code [n, h, w, c]} becomes
     * {@code [n, h / b, w / b, b b c]}.
     *
     * @see SpaceToDepth
     */
    default Output spaceToDepth(Output input, int blockSize) {
        return add(new SpaceToDepth(blockSize, "NHWC"), input);
    }

    /**
     * The channels of each pixel as blocks of pixels: {@code [n, h, w, b b c]} becomes {@code [n, h b, w b, c]}.
     *
     * @see DepthToSpace
     */
    default Output depthToSpace(Output input, int blockSize) {
        return add(new DepthToSpace(blockSize, "NHWC"), input);
    }

    /**
     * Space, padded by {@code paddings[i]} before and after, cut into blocks of {@code blockShape}, the places within the
     * blocks moved to the batch: {@code [n, s1, ..., sm, ...]} becomes {@code [n b1 ... bm, s1 / b1, ..., sm / bm, ...]}.
     *
     * @see SpaceToBatchND
     */
    default Output spaceToBatchND(Output input, int[] blockShape, int[][] paddings) {
        Ops s = scoped("SpaceToBatchND");
        Output blocks = s.constant(Tensor.of(blockShape), "block_shape");
        return s.finish(new SpaceToBatchND(), input, blocks, s.constant((Object) paddings, "paddings"));
    }

    /** The same with a computed block shape, {@code [m]}, and paddings, {@code [m, 2]}, of int32 or int64. */
    default Output spaceToBatchND(Output input, Output blockShape, Output paddings) {
        return add(new SpaceToBatchND(), input, blockShape, paddings);
    }

    /** {@link #spaceToBatchND} of images with square blocks: TensorFlow's {@code tf.space_to_batch}. */
    default Output spaceToBatch(Output input, int[][] paddings, int blockSize) {
        Ops s = scoped("SpaceToBatchND");
        Output blocks = s.constant(Tensor.of(new long[] {blockSize, blockSize}), "block_shape");
        return s.finish(new SpaceToBatchND(), input, blocks, s.constant((Object) paddings, "paddings"));
    }

    /**
     * The reverse of {@link #spaceToBatchND}: the batch put back into space, of which {@code crops[i]} is cut off before and
     * after.
     *
     * @see BatchToSpaceND
     */
    default Output batchToSpaceND(Output input, int[] blockShape, int[][] crops) {
        Ops s = scoped("BatchToSpaceND");
        Output blocks = s.constant(Tensor.of(blockShape), "block_shape");
        return s.finish(new BatchToSpaceND(), input, blocks, s.constant((Object) crops, "crops"));
    }

    /** The same with a computed block shape, {@code [m]}, and crops, {@code [m, 2]}, of int32 or int64. */
    default Output batchToSpaceND(Output input, Output blockShape, Output crops) {
        return add(new BatchToSpaceND(), input, blockShape, crops);
    }

    /** {@link #batchToSpaceND} of images with square blocks: TensorFlow's {@code tf.batch_to_space}. */
    default Output batchToSpace(Output input, int[][] crops, int blockSize) {
        Ops s = scoped("BatchToSpaceND");
        Output blocks = s.constant(Tensor.of(new long[] {blockSize, blockSize}), "block_shape");
        return s.finish(new BatchToSpaceND(), input, blocks, s.constant((Object) crops, "crops"));
    }

    /**
     * What lies under a window at each of its positions, as channels: {@code [n, h, w, c]} becomes
     * {@code [n, rows, columns, kh kw c]}.
     *
     * @param ksizes {@code {1, kh, kw, 1}}; {@code strides} and {@code rates} (how far apart the picked pixels lie) likewise
     * @param padding {@code "SAME"} or {@code "VALID"}
     * @see ExtractImagePatches
     */
    default Output extractImagePatches(Output images, int[] ksizes, int[] strides, int[] rates, String padding) {
        return add(
                new ExtractImagePatches(
                        Constants.longs(ksizes), Constants.longs(strides), Constants.longs(rates), padding),
                images);
    }

    /**
     * A tensor of twice the rank with {@code diagonal} on its diagonal, {@code y[i, j, i, j] = diagonal[i, j]}: TensorFlow's
     * {@code tf.diag}. Batches of matrices: {@code tf.linalg.diag}.
     *
     * @see Diag
     */
    default Output diag(Output diagonal) {
        return add(new Diag(), diagonal);
    }

    /**
     * The diagonal of a tensor whose shape is some shape twice: TensorFlow's {@code tf.diag_part}.
     *
     * @see DiagPart
     */
    default Output diagPart(Output input) {
        return add(new DiagPart(), input);
    }

    /** Coordinates of a grid, {@code x} along the columns: {@link #meshgrid(List, String)} with {@code "xy"}. */
    default List<Output> meshgrid(Output... args) {
        return meshgrid(List.of(args), "xy");
    }

    /**
     * For vectors of one dtype, a tensor each of the shape of the whole grid, in which it varies along its own axis.
     *
     * @param indexing {@code "ij"}: vector {@code i} varies along axis {@code i}; {@code "xy"}: the first two are exchanged
     */
    default List<Output> meshgrid(List<Output> args, String indexing) {
        return Grids.meshgrid(scoped("meshgrid"), args, indexing);
    }

    /** The shape that two shapes, vectors of int32 or int64, broadcast to: TensorFlow's {@code tf.broadcast_dynamic_shape}. */
    default Output broadcastDynamicShape(Output shapeX, Output shapeY) {
        return add(new BroadcastArgs(), shapeX, shapeY);
    }

    /** Each slice of {@code input} along {@code axis} {@code repeats} times, one after the other. */
    default Output repeat(Output input, int repeats, int axis) {
        Ops s = scoped("Repeat");
        return Grids.repeat(s, input, s.constant(Tensor.of(repeats), "repeats"), axis);
    }

    /**
     * Slice {@code i} of {@code input} along {@code axis} {@code repeats[i]} times.
     *
     * @param repeats an int32 or int64 scalar, for all slices, or a vector
     */
    default Output repeat(Output input, Output repeats, int axis) {
        return Grids.repeat(scoped("Repeat"), input, repeats, axis);
    }
}
