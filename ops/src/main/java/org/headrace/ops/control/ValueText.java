package org.headrace.ops.control;

import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.Printf;

/** Values as TensorFlow's runtime writes them in one line: {@code [1 2 3][4 5 6]}. */
final class ValueText {
    private final Tensor tensor;
    private final long limit;
    private final StringBuilder text = new StringBuilder();
    private int next;

    private ValueText(Tensor tensor, long limit) {
        this.tensor = tensor;
        this.limit = limit;
    }

    /** The first {@code summarize} elements, all if it is negative. */
    static String of(Tensor tensor, long summarize) {
        ValueText text = new ValueText(tensor, summarize < 0 ? tensor.size() : Math.min(summarize, tensor.size()));
        if (tensor.shape().isScalar()) {
            if (text.limit > 0) {
                text.text.append(text.element(0));
            }
        } else {
            text.print(0);
        }
        return text.text + (tensor.size() > text.limit ? "..." : "");
    }

    private void print(int axis) {
        if (next >= limit) {
            return;
        }
        Shape shape = tensor.shape();
        boolean last = axis == shape.rank() - 1;
        for (int i = 0; i < shape.dim(axis); i++) {
            if (last && next >= limit) {
                text.append(axis == 0 ? "" : "...");
                return;
            }
            if (last) {
                text.append(i == 0 ? "" : " ").append(element(next++));
            } else if (next < limit) {
                text.append('[');
                print(axis + 1);
                text.append(']');
            }
        }
    }

    private String element(int i) {
        return switch (tensor.dtype()) {
            case STRING -> Printf.escape(tensor.strings()[i]);
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
