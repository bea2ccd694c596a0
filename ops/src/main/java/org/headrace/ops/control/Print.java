package org.headrace.ops.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * Its first input itself; each time it runs it writes the other inputs' values to standard error. TensorFlow's
 * {@code Print}.
 *
 * @param firstN how many times in a session it writes, -1 for always
 * @param summarize how many elements of each value are shown
 */
public record Print(String message, long firstN, long summarize) implements Stateful, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.inputs();
        AtomicLong times = signature.state(AtomicLong::new);
        return context -> {
            if (firstN < 0 || times.getAndIncrement() < firstN) {
                StringBuilder line = new StringBuilder(message);
                for (int i = 1; i < n; i++) {
                    line.append('[')
                            .append(ValueText.of(context.input(i), summarize))
                            .append(']');
                }
                // The one place that writes to the console: it is what this op is for, and where TensorFlow's writes.
                System.err.println(line);
            }
            context.output(0).setFrom(context.input(0));
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        List<Gradient> gradients =
                new ArrayList<>(Collections.nCopies(op.inputs().size(), Gradient.NONE));
        gradients.set(0, Gradient.of(dy.get(0)));
        return gradients;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "T", op.input(0).dtype(),
                "U", op.inputs().stream().skip(1).map(Output::dtype).toList(),
                "message", message,
                "first_n", firstN,
                "summarize", summarize);
    }
}
