package org.headrace.ops.strings;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/** {@link RegexReplace} with a pattern and a rewrite that are known: TensorFlow's {@code StaticRegexReplace(input)}. */
public record StaticRegexReplace(String pattern, String rewrite, boolean replaceGlobal) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        new Re2(in, Strings.bytes(pattern)).requireRewrite(Strings.bytes(rewrite));
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        Re2 compiled = new Re2(signature, Strings.bytes(pattern));
        byte[] by = Strings.bytes(rewrite);
        return context -> {
            for (int i = 0; i < n; i++) {
                context.output(0).strings()[i] =
                        compiled.replace(context.input(0).strings()[i], by, replaceGlobal);
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("pattern", pattern, "rewrite", rewrite, "replace_global", replaceGlobal);
    }
}
