package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.headrace.core.Op;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * A program as text: a line per step, with its lane if others run beside it, the ops that it does the work of and what it
 * gives; and a summary.
 */
final class Explanation {
    private final List<String[]> lines = new ArrayList<>();
    private final int[] widths = new int[3];
    private int ops;
    private int inLanes;
    private int byRows;

    private Explanation() {}

    static String of(Turn[] turns, @Nullable TensorSpec[] specs, @Nullable Tensor[] slots, int planned, long bytes) {
        Explanation explanation = new Explanation();
        for (Turn turn : turns) {
            int before = explanation.lines.size();
            for (int lane = 0; lane < turn.steps().length; lane++) {
                for (Step step : turn.steps()[lane]) {
                    explanation.add(step, turn.mark(lane), specs, slots);
                }
            }
            int steps = explanation.lines.size() - before;
            explanation.byRows += turn instanceof Bands ? steps : 0;
            explanation.inLanes += turn.steps().length > 1 ? steps : 0;
        }
        return explanation.text(planned, bytes);
    }

    private void add(Step step, String lane, @Nullable TensorSpec[] specs, @Nullable Tensor[] slots) {
        List<Op> joined = step.lowered.ops();
        ops += joined.size();
        String what = joined.size() <= 1 ? step.node.type().toString() : names(joined);
        StringBuilder results = new StringBuilder();
        for (int value : step.out) {
            TensorSpec spec = specs[value];
            results.append(results.isEmpty() ? "" : ", ").append(spec == null ? "?" : spec);
            results.append(isInPlace(step, value, slots) ? " in place" : "");
        }
        Lowered.Code code = step.lowered.code();
        String how = code == null ? "" : code.describe();
        if (joined.size() == 1 && code instanceof JoinedFormula) {
            how = ""; // the op says it
        }
        String name = joined.isEmpty()
                ? step.op().name()
                : joined.get(joined.size() - 1).name();
        String[] line = {lane + step.describe(), what, name, results.toString(), how};
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], Math.min(line[i].length(), 40));
        }
        lines.add(line);
    }

    /** The ops' types, one that repeats with how often: {@code MatMul x2 + Add}. */
    private static String names(List<Op> ops) {
        StringBuilder names = new StringBuilder();
        int times = 0;
        for (int i = 0; i < ops.size(); i++) {
            String name = ops.get(i).type().name();
            times++;
            if (i + 1 == ops.size() || !ops.get(i + 1).type().name().equals(name)) {
                names.append(names.isEmpty() ? "" : " + ").append(name).append(times > 1 ? " x" + times : "");
                times = 0;
            }
        }
        return names.toString();
    }

    /** Whether the output lies where an input lay. */
    @SuppressWarnings("ReferenceEquality") // the same array
    private static boolean isInPlace(Step step, int value, @Nullable Tensor[] slots) {
        Tensor out = slots[value];
        for (int input : step.in) {
            Tensor in = slots[input];
            if (out != null && in != null && out.array() == in.array()) {
                return true;
            }
        }
        return false;
    }

    private String text(int planned, long bytes) {
        String format = "%-" + Math.max(1, widths[0]) + "s  %-" + Math.max(1, widths[1]) + "s  %-"
                + Math.max(1, widths[2]) + "s  %s%s";
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            String how = line[4].isEmpty() ? "" : "  " + line[4];
            text.append(String.format(Locale.ROOT, format, line[0], line[1], line[2], line[3], how)
                            .stripTrailing())
                    .append(System.lineSeparator());
        }
        int folded = planned - ops;
        return text.append(lines.size())
                .append(" steps do the work of ")
                .append(ops)
                .append(" ops; ")
                .append(inLanes == 0 ? "" : inLanes + " of them run side by side, in lanes; ")
                .append(byRows == 0 ? "" : byRows + " of them run by rows; ")
                .append(folded)
                .append(" more are folded, merged or aliases; ")
                .append(bytes)
                .append(" bytes of buffers")
                .append(System.lineSeparator())
                .toString();
    }
}
