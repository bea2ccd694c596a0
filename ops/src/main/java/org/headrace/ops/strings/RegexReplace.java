package org.headrace.ops.strings;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * Strings with what matches a pattern replaced: TensorFlow's {@code RegexReplace(input, pattern, rewrite)}. The pattern is
 * RE2's; {@code \0} to {@code \9} in the rewrite stand for the match and its groups.
 *
 * @param replaceGlobal whether all matches are replaced, or the first alone
 */
public record RegexReplace(boolean replaceGlobal) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        Strings.require(in, 1, "pattern");
        Strings.require(in, 2, "rewrite");
        in.requireRank(1, 0);
        in.requireRank(2, 0);
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        return context -> {
            Re2 pattern = new Re2(context, context.input(1).strings()[0]);
            byte[] rewrite = context.input(2).strings()[0];
            pattern.requireRewrite(rewrite);
            for (int i = 0; i < n; i++) {
                context.output(0).strings()[i] =
                        pattern.replace(context.input(0).strings()[i], rewrite, replaceGlobal);
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("replace_global", replaceGlobal);
    }
}
