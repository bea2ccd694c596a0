package org.headrace.ops.strings;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/** An op that makes one string of each string. */
interface StringMap extends OpType {
    /** The string that becomes of {@code s}, which must not be changed. */
    byte[] map(OpContext context, byte[] s);

    /** Refuses attributes that make no sense. */
    default void check(OpContext context) {}

    @Override
    default List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        check(in);
        return List.of(in.input(0));
    }

    @Override
    default Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        return context -> {
            byte[][] x = context.input(0).strings();
            byte[][] y = context.output(0).strings();
            for (int i = 0; i < n; i++) {
                y[i] = map(context, x[i]);
            }
        };
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
