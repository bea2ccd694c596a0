package org.headrace.ops.strings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * A text with values in place of placeholders: TensorFlow's {@code StringFormat(inputs)}.
 *
 * @param template the text
 * @param placeholder what stands for a value
 * @param summarize how many elements are shown at either end of each dimension; -1 for all
 */
public record StringFormat(String template, String placeholder, long summarize) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        int places = parts().size() - 1;
        if (placeholder.isEmpty()) {
            throw in.error("placeholder must not be empty");
        }
        if (places != in.inputs()) {
            throw in.error("num placeholders in template and num inputs must match: %d vs. %d", places, in.inputs());
        }
        return List.of(new TensorSpec(DType.STRING, Shape.scalar()));
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int found = placeholder.isEmpty() ? -1 : template.indexOf(placeholder);
        while (found >= 0) {
            parts.add(template.substring(from, found));
            from = found + placeholder.length();
            found = template.indexOf(placeholder, from);
        }
        parts.add(template.substring(from));
        return parts;
    }

    @Override
    public Kernel kernel(Signature signature) {
        List<String> parts = parts();
        return context -> {
            StringBuilder text = new StringBuilder(parts.get(0));
            for (int i = 1; i < parts.size(); i++) {
                Summarized.append(text, context.input(i - 1), summarize);
                text.append(parts.get(i));
            }
            context.output(0).strings()[0] = Strings.bytes(text.toString());
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.inputs().stream().map(Output::dtype).toList());
        attributes.put("template", template);
        attributes.put("placeholder", placeholder);
        attributes.put("summarize", summarize);
        return attributes;
    }
}
