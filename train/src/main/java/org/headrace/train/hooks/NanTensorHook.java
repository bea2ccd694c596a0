package org.headrace.train.hooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends training when a value is NaN: TensorFlow's {@code tf.train.NanTensorHook}. The error names the value, the line of the
 * program that made it, the step, and the variables that are NaN by then.
 */
public final class NanTensorHook implements SessionRunHook {
    private static final Logger LOG = LoggerFactory.getLogger(NanTensorHook.class);
    private static final int MOST_NAMED = 10;

    private final List<Output> tensors;
    private final boolean failOnNan;
    private List<Output> variables = List.of();
    private @Nullable Output globalStep;
    private SessionRunArgs args;
    private long runs;

    /** Fails with {@link InvalidArgumentException} when the loss is NaN. */
    public NanTensorHook(Output lossTensor) {
        this(List.of(lossTensor), true);
    }

    /** Fails when the loss is NaN, or only warns and asks for the end. */
    public NanTensorHook(Output lossTensor, boolean failOnNanLoss) {
        this(List.of(lossTensor), failOnNanLoss);
    }

    /**
     * The same for several outputs, of any shape: losses, variables, gradients.
     *
     * @throws InvalidArgumentException if one is not floating
     */
    public NanTensorHook(List<Output> tensors, boolean failOnNan) {
        for (Output tensor : tensors) {
            if (!tensor.dtype().isFloating()) {
                throw new InvalidArgumentException(
                        tensor.op(), "'" + tensor.name() + "' is " + tensor.dtype() + " and is never NaN");
            }
        }
        this.tensors = List.copyOf(tensors);
        this.failOnNan = failOnNan;
        this.args = new SessionRunArgs(List.copyOf(tensors), Map.of());
    }

    @Override
    public void begin(Ops tf) {
        runs = 0;
        globalStep = GlobalStep.find(tf);
        if (globalStep != null) {
            List<Fetch> withStep = new ArrayList<>(tensors);
            withStep.add(globalStep);
            args = new SessionRunArgs(withStep, Map.of());
        }
        variables = tf.trainableVariables().stream()
                .filter(variable -> variable.dtype().isFloating())
                .toList();
    }

    @Override
    public @Nullable SessionRunArgs beforeRun(SessionRunContext context) {
        return args;
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
        for (int i = 0; i < tensors.size(); i++) {
            if (hasNan(values.get(i))) {
                long step =
                        globalStep == null ? runs : values.get(tensors.size()).longAt(0);
                diverged(tensors.get(i), step, context);
                return;
            }
        }
        runs++;
    }

    private void diverged(Output tensor, long step, SessionRunContext context) {
        String message = "Model diverged: '" + tensor.name() + "' is NaN in the run after step " + step + ". "
                + variablesText(context.session()) + ". Lower the learning rate, clip the gradients"
                + " (tf.clipByGlobalNorm), look at the input, and at logarithms and quotients of zero";
        if (failOnNan) {
            throw new InvalidArgumentException(tensor.op(), message);
        }
        LOG.warn("{} {}", tensor.op().site(), message);
        context.requestStop();
    }

    private String variablesText(Session session) {
        List<String> bad = new ArrayList<>();
        if (!variables.isEmpty()) {
            Fetched values = session.run(variables);
            for (int i = 0; i < variables.size(); i++) {
                if (hasNan(values.get(i))) {
                    bad.add(variables.get(i).op().name());
                }
            }
        }
        return "Of " + variables.size() + " trainable variables "
                + (bad.isEmpty()
                        ? "none is NaN"
                        : bad.size() + " are NaN: "
                                + String.join(", ", bad.subList(0, Math.min(bad.size(), MOST_NAMED)))
                                + (bad.size() > MOST_NAMED ? ", ..." : ""));
    }

    private static boolean hasNan(Tensor value) {
        int size = value.size();
        if (value.dtype() == DType.FLOAT32) {
            float[] values = value.floats();
            for (int i = 0; i < size; i++) {
                if (Float.isNaN(values[i])) {
                    return true;
                }
            }
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(value.doubleAt(i))) {
                return true;
            }
        }
        return false;
    }
}
