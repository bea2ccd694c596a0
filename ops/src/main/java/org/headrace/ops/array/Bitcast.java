package org.headrace.ops.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * The same bits read as another dtype: TensorFlow's {@code Bitcast}, little endian. To a narrower dtype the shape gains a
 * last dimension, the ratio of the widths; to a wider one it loses a last dimension that must be this ratio. Not for bool
 * and strings.
 */
public record Bitcast(DType type) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "input");
        if (!DTypes.NUMERIC_OR_COMPLEX.members().contains(type)) {
            throw in.error("cannot bitcast to %s: type must be one of %s", type, DTypes.NUMERIC_OR_COMPLEX);
        }
        int from = in.dtype(0).bytes();
        int to = type.bytes();
        Shape shape = in.shape(0);
        if (!shape.hasRank() || from == to) {
            return List.of(new TensorSpec(type, shape));
        }
        if (from > to) {
            return List.of(new TensorSpec(type, shape.concat(Shape.of(from / to))));
        }
        long last = shape.rank() == 0 ? 1 : shape.dim(-1);
        if (last != Shape.UNKNOWN && last != to / from) {
            throw in.error(
                    "Cannot bitcast from %s to %s due to shape: %s. The last dimension must be %d",
                    in.dtype(0), type, shape.toBrackets(), to / from);
        }
        if (shape.rank() == 0) {
            throw in.error("Cannot bitcast from %s to %s due to shape: []", in.dtype(0), type);
        }
        return List.of(new TensorSpec(type, shape.slice(0, shape.rank() - 1)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int elements = signature.input(0).shape().size();
        DType from = signature.input(0).dtype();
        long bytes = (long) elements * from.bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new ResourceExhaustedException(signature.op(), "bitcasts at most 2 GiB, not " + bytes + " bytes");
        }
        ByteBuffer bits = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        Bits in = Bits.of(bits, from);
        Bits out = Bits.of(bits, type);
        return context -> {
            in.write(context.input(0).array());
            out.read(context.output(0).array());
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "type", type);
    }
}
