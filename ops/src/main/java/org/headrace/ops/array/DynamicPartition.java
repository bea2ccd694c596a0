package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;

/**
 * The slices of {@code data} sorted into {@code numPartitions} outputs by {@code partitions}, their order kept: TensorFlow's
 * {@code DynamicPartition}.
 */
public record DynamicPartition(long numPartitions) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireType(in, 1, "partitions", DType.INT32);
        if (numPartitions < 1) {
            throw in.error("num_partitions must be at least 1, got %d", numPartitions);
        }
        Shape data = in.shape(0);
        Shape partitions = in.shape(1);
        Shape part = Shape.unknown();
        if (data.hasRank() && partitions.hasRank()) {
            if (data.rank() < partitions.rank()
                    || !data.slice(0, partitions.rank()).isCompatibleWith(partitions)) {
                throw in.error(
                        "data.shape must start with partitions.shape, got data.shape = %s, partitions.shape = %s",
                        data.toBrackets(), partitions.toBrackets());
            }
            part = Shape.unknownDims(1).concat(data.slice(partitions.rank(), data.rank()));
        }
        return Collections.nCopies((int) numPartitions, in.input(0).withShape(part));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape data = signature.input(0).shape();
        Shape partitions = signature.input(1).shape();
        Shape slice = data.slice(partitions.rank(), data.rank());
        int width = slice.size() * signature.input(0).dtype().width();
        int n = partitions.size();
        int[] counts = new int[(int) numPartitions];
        return context -> {
            Tensor places = context.input(1);
            Arrays.fill(counts, 0);
            for (int i = 0; i < n; i++) {
                int part = places.ints()[i];
                if (part < 0 || part >= counts.length) {
                    throw context.error(
                            "partitions%s = %d is not in [0, %d)",
                            Integers.position(partitions, i), part, counts.length);
                }
                counts[part]++;
            }
            Object[] parts = new Object[counts.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] =
                        context.allocate(i, Shape.of(counts[i]).concat(slice)).array();
            }
            Arrays.fill(counts, 0);
            Object from = context.input(0).array();
            for (int i = 0; i < n; i++) {
                int part = places.ints()[i];
                Elements.copy(from, i * width, parts[part], counts[part]++ * width, width);
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output prefix = tf.shape(op.input(1));
        Output numbers = tf.reshape(tf.range(tf.reduceProd(prefix)), prefix);
        List<Output> inputs = new ArrayList<>(tf.dynamicPartition(numbers, op.input(1), (int) numPartitions));
        inputs.addAll(dy);
        Output whole = tf.add(new ParallelDynamicStitch(), inputs.toArray(new Output[0]));
        return Gradient.list(tf.reshape(whole, tf.shape(op.input(0))), null);
    }
}
