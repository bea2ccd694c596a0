package org.headrace.ops.strings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** An op that splits a vector of strings: indices [n, 2], values [n] and the dense shape [2] of the pieces. */
interface Splitting extends NotDifferentiable {
    /** The pieces of {@code s}. */
    List<byte[]> split(byte[] s, byte[] separator);

    /** TensorFlow's name of the second input. */
    String separatorName();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        Strings.require(in, 1, separatorName());
        in.requireRank(0, 1);
        in.requireRank(1, 0);
        return List.of(
                TensorSpec.of(DType.INT64, Shape.UNKNOWN, 2),
                TensorSpec.of(DType.STRING, Shape.UNKNOWN),
                TensorSpec.of(DType.INT64, 2));
    }

    @Override
    default Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        return context -> {
            byte[] separator = context.input(1).strings()[0];
            List<List<byte[]>> all = new ArrayList<>();
            int count = 0;
            int most = 0;
            for (int i = 0; i < n; i++) {
                List<byte[]> pieces = split(context.input(0).strings()[i], separator);
                all.add(pieces);
                count += pieces.size();
                most = Math.max(most, pieces.size());
            }
            long[] indices = context.allocate(0, Shape.of(count, 2)).longs();
            byte[][] values = context.allocate(1, Shape.of(count)).strings();
            int at = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < all.get(i).size(); j++, at++) {
                    indices[2 * at] = i;
                    indices[2 * at + 1] = j;
                    values[at] = all.get(i).get(j);
                }
            }
            long[] shape = context.output(2).longs();
            shape[0] = n;
            shape[1] = most;
        };
    }

    /** Where {@code wanted} begins in {@code s}, from a place on, or -1. */
    static int find(byte[] s, byte[] wanted, int from) {
        for (int i = from; i <= s.length - wanted.length; i++) {
            if (Arrays.equals(s, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
