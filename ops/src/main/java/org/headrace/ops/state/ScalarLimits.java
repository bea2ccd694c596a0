package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;

/** What TensorFlow asks, in each run, of a learning rate and of the strengths of penalties. */
final class ScalarLimits {
    private ScalarLimits() {}

    /**
     * The kernel, refusing an {@code lr} that is not positive, strengths that are negative, and an {@code lr_power} that is
     * positive.
     *
     * @param arguments TensorFlow's names of the inputs
     */
    static Kernel before(Kernel kernel, List<String> arguments) {
        return context -> {
            for (int i = 0; i < arguments.size(); i++) {
                require(context, i, arguments.get(i));
            }
            kernel.run(context);
        };
    }

    private static void require(KernelContext context, int i, String name) {
        switch (name) {
            case "lr" -> require(context, i, 0 < scalar(context, i), "lr is not a positive scalar");
            case "l1" ->
                require(context, i, 0 <= scalar(context, i), "l1 regularization strength is not a non-negative scalar");
            case "l2" ->
                require(context, i, 0 <= scalar(context, i), "l2 regularization strength is not a non-negative scalar");
            case "l2_shrinkage" ->
                require(
                        context,
                        i,
                        0 <= scalar(context, i),
                        "l2 shrinkage regularization strength is not a non-negative scalar");
            case "lr_power" -> require(context, i, scalar(context, i) <= 0, "lr_power is not a non-positive scalar");
            default -> {} // whatever it is
        }
    }

    private static void require(KernelContext context, int i, boolean fits, String complaint) {
        if (!fits) {
            throw context.error("%s: %s", complaint, scalar(context, i));
        }
    }

    private static double scalar(KernelContext context, int i) {
        return context.input(i).doubleAt(0);
    }
}
