package org.headrace.train.summary;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.interop.Summary;
import org.headrace.ops.NotDifferentiable;

/**
 * A tensor, under the op's own name instead of a tag: TensorFlow's {@code TensorSummary(tensor)}, from before
 * {@link TensorSummaryV2}. Like TensorFlow's it keeps what its arguments say in the graph, and writes none of it.
 *
 * @param description a text
 * @param labels texts
 * @param displayName a name to be shown
 */
public record TensorSummary(String description, List<String> labels, String displayName) implements NotDifferentiable {
    public TensorSummary {
        labels = List.copyOf(labels);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (in.dtype(0) == DType.RESOURCE) {
            throw in.error("a resource's handle has no value to be written");
        }
        return List.of(TensorSpec.of(DType.STRING));
    }

    @Override
    public Kernel kernel(Signature signature) {
        String name = signature.op().name();
        return context -> {
            Summary.TensorContent tensor = new Summary.TensorContent(context.input(0));
            Summary.Value value = new Summary.Value("", tensor, Summary.Metadata.NONE, name);
            byte[] bytes = new Summary(List.of(value)).toBytes();
            context.output(0).strings()[0] = bytes;
        };
    }
}
