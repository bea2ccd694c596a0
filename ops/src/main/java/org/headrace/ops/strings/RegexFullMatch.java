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
 * Whether the whole of each string matches a pattern, bool: TensorFlow's {@code RegexFullMatch(input, pattern)}. The pattern
 * is RE2's.
 */
public record RegexFullMatch() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        Strings.require(in, 1, "pattern");
        in.requireRank(1, 0);
        return List.of(new TensorSpec(DType.BOOL, in.shape(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        return context -> {
            Re2 pattern = new Re2(context, context.input(1).strings()[0]);
            for (int i = 0; i < n; i++) {
                context.output(0).bytes()[i] =
                        (byte) (pattern.matchesAll(context.input(0).strings()[i]) ? 1 : 0);
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
