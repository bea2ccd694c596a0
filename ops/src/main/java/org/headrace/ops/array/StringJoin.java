package org.headrace.ops.array;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** Strings joined element by element; scalars go with every element. TensorFlow's {@code StringJoin}. */
public record StringJoin(String separator) implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = Shape.scalar();
        boolean known = true;
        for (int i = 0; i < in.inputs(); i++) {
            ShapeRules.requireType(in, i, "inputs", DType.STRING);
            known &= in.shape(i).hasRank();
            if (in.shape(i).hasRank() && !in.shape(i).isScalar()) {
                if (!shape.isScalar() && !shape.isCompatibleWith(in.shape(i))) {
                    throw in.error(
                            "Input shapes do not match: %s vs. %s",
                            shape.toBrackets(), in.shape(i).toBrackets());
                }
                shape = shape.isScalar() ? in.shape(i) : shape.merge(in.shape(i));
            }
        }
        return List.of(new TensorSpec(DType.STRING, !known && shape.isScalar() ? Shape.unknown() : shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int inputs = signature.inputs();
        int n = signature.output(0).shape().size();
        byte[] between = separator.getBytes(StandardCharsets.UTF_8);
        return context -> {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (int i = 0; i < n; i++) {
                joined.reset();
                for (int j = 0; j < inputs; j++) {
                    Tensor input = context.input(j);
                    joined.writeBytes(j == 0 ? new byte[0] : between);
                    joined.writeBytes(input.strings()[input.shape().isScalar() ? 0 : i]);
                }
                context.output(0).strings()[i] = joined.toByteArray();
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", (long) op.inputs().size(), "separator", separator);
    }
}
