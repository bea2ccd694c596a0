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

/** {@link RegexFullMatch} with a pattern that is known: TensorFlow's {@code StaticRegexFullMatch(input)}. */
public record StaticRegexFullMatch(String pattern) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        new Re2(in, Strings.bytes(pattern));
        return List.of(new TensorSpec(DType.BOOL, in.shape(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        Re2 compiled = new Re2(signature, Strings.bytes(pattern));
        return context -> {
            for (int i = 0; i < n; i++) {
                context.output(0).bytes()[i] =
                        (byte) (compiled.matchesAll(context.input(0).strings()[i]) ? 1 : 0);
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("pattern", pattern);
    }
}
