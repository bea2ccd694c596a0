package org.headrace.ops.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * The bytes of strings, all equally long, as numbers along a new last dimension: TensorFlow's {@code DecodeRaw(bytes)}.
 * Of big-endian complex numbers both parts are turned round, each by itself; TensorFlow 1.15 swaps them.
 *
 * @param outType any dtype but string, bfloat16, uint32 and uint64
 */
public record DecodeRaw(DType outType, boolean littleEndian) implements NotDifferentiable {
    private static final DTypes TAKEN = DTypes.of(
            DType.FLOAT16,
            DType.FLOAT32,
            DType.FLOAT64,
            DType.INT32,
            DType.UINT16,
            DType.UINT8,
            DType.INT16,
            DType.INT8,
            DType.INT64,
            DType.COMPLEX64,
            DType.COMPLEX128,
            DType.BOOL);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.require(in, 0, "bytes", DType.STRING);
        if (!TAKEN.members().contains(outType)) {
            throw in.error("out_type is %s, not in list of allowed values: %s", outType, TAKEN);
        }
        Shape shape = in.shape(0);
        return List.of(new TensorSpec(outType, shape.hasRank() ? shape.concat(Shape.of(Shape.UNKNOWN)) : shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return this::decode;
    }

    private void decode(KernelContext context) {
        Tensor strings = context.input(0);
        int length = strings.size() == 0 ? 0 : strings.strings()[0].length;
        for (int i = 0; i < strings.size(); i++) {
            if (strings.strings()[i].length != length) {
                throw context.error(
                        "DecodeRaw requires input strings to all be the same size, but element %d has size %d != %d",
                        i, strings.strings()[i].length, length);
            }
        }
        if (length % outType.bytes() != 0) {
            throw context.error(
                    "Input to DecodeRaw has length %d that is not a multiple of %d, the size of %s",
                    length, outType.bytes(), outType);
        }
        int each = length / outType.bytes();
        Tensor out = context.allocate(0, strings.shape().concat(Shape.of(each)));
        int n = each * outType.width();
        for (int i = 0; i < strings.size(); i++) {
            ByteBuffer bytes = ByteBuffer.wrap(strings.strings()[i]);
            RawBytes.read(bytes.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN), out, i * n, n);
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("out_type", outType, "little_endian", littleEndian);
    }
}
