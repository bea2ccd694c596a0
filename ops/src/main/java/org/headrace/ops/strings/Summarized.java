package org.headrace.ops.strings;

import org.headrace.core.Tensor;
import org.headrace.ops.kernels.Printf;

/** Values as TensorFlow's {@code tf.print} and {@code tf.strings.format} write them: {@code [1 2 3 ... 7 8 9]}. */
final class Summarized {
    private final StringBuilder text;
    private final Tensor tensor;
    private final long ends;

    private Summarized(StringBuilder text, Tensor tensor, long ends) {
        this.text = text;
        this.tensor = tensor;
        this.ends = ends;
    }

    static void append(StringBuilder text, Tensor tensor, long summarize) {
        new Summarized(text, tensor, summarize < 0 ? tensor.size() : summarize).print(0, 0);
    }

    private void print(int axis, int at) {
        int rank = tensor.shape().rank();
        if (axis == rank) {
            text.append(element(at));
            return;
        }
        long n = tensor.shape().dim(axis);
        int step = tensor.shape().slice(axis + 1, rank).size();
        text.append('[');
        for (long i = 0; i < Math.min(ends, n); i++) {
            if (i > 0) {
                space(axis, rank);
            }
            print(axis + 1, (int) (at + i * step));
        }
        if (n > 2 * ends) {
            space(axis, rank);
            text.append("...");
        }
        for (long i = Math.max(ends, n - ends); i < n; i++) {
            space(axis, rank);
            print(axis + 1, (int) (at + i * step));
        }
        text.append(']');
    }

    private void space(int axis, int rank) {
        if (axis == rank - 1) {
            text.append(' ');
        } else {
            text.append("\n".repeat(rank - axis - 1)).append(" ".repeat(axis + 1));
        }
    }

    private String element(int i) {
        return switch (tensor.dtype()) {
            case STRING -> "\"" + Printf.escape(tensor.strings()[i]) + "\"";
            case FLOAT32 -> Printf.shortest(tensor.floats()[i]);
            case FLOAT64 -> Printf.shortest(tensor.doubles()[i]);
            case COMPLEX64 -> complex(tensor.floats()[2 * i], tensor.floats()[2 * i + 1]);
            case COMPLEX128 -> complex(tensor.doubles()[2 * i], tensor.doubles()[2 * i + 1]);
            case FLOAT16, BFLOAT16 -> Printf.general(tensor.doubleAt(i), 6);
            default -> Long.toString(tensor.longAt(i));
        };
    }

    private static String complex(double real, double imaginary) {
        return "(" + Printf.general(real, 6) + "," + Printf.general(imaginary, 6) + ")";
    }
}
