package org.headrace.ops.strings;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * The lengths of strings, int32: TensorFlow's {@code StringLength(input)}.
 *
 * @param unit {@code "BYTE"} or {@code "UTF8_CHAR"}: what is counted
 */
public record StringLength(String unit) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        Strings.requireUnit(in, unit);
        return List.of(new TensorSpec(DType.INT32, in.shape(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        boolean letters = unit.equals(Strings.UTF8_CHAR);
        return context -> {
            byte[][] x = context.input(0).strings();
            int[] y = context.output(0).ints();
            for (int i = 0; i < n; i++) {
                int length = letters ? 0 : x[i].length;
                for (int k = 0; letters && k < x[i].length; k++) {
                    length += Strings.isTrailing(x[i][k]) ? 0 : 1;
                }
                y[i] = length;
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("unit", unit);
    }
}
