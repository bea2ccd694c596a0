package org.headrace.ops.strings;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * The numbers that strings say: TensorFlow's {@code StringToNumber(string_tensor)}. White space around them does not count.
 *
 * @param outType float32, float64, int32, int64
 */
public record StringToNumber(DType outType) implements NotDifferentiable {
    private static final DTypes TAKEN = DTypes.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "string_tensor");
        if (!TAKEN.members().contains(outType)) {
            throw in.error("out_type is %s, not in list of allowed values: %s", outType, TAKEN);
        }
        return List.of(new TensorSpec(outType, in.shape(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        return context -> {
            Tensor y = context.output(0);
            for (int i = 0; i < n; i++) {
                String text = Strings.text(context.input(0).strings()[i]);
                if (!Numerals.read(text, y, i)) {
                    throw context.error("StringToNumberOp could not correctly convert string: %s", text);
                }
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("out_type", outType);
    }
}
