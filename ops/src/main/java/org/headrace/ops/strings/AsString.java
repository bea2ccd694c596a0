package org.headrace.ops.strings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.Printf;

/**
 * Numbers as text, as C's {@code printf} writes them: TensorFlow's {@code AsString(input)}.
 *
 * @param precision digits after the point; negative for six
 * @param scientific whether floating numbers are written with an exponent, as {@code %e}
 * @param shortest whether they are written as {@code %g}; without either, as {@code %f}
 * @param width the least width; negative for none
 * @param fill {@code ""}, or one of printf's flags: {@code "0"}, {@code " "}, {@code "-"}, {@code "+"}
 */
public record AsString(long precision, boolean scientific, boolean shortest, long width, String fill)
        implements NotDifferentiable {
    private static final DTypes TAKEN = DTypes.of(
            DType.INT8,
            DType.INT16,
            DType.INT32,
            DType.INT64,
            DType.COMPLEX64,
            DType.COMPLEX128,
            DType.FLOAT32,
            DType.FLOAT64,
            DType.BOOL);
    private static final int MOST = 1 << 16;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        TAKEN.require(in, 0, "input");
        DType dtype = in.dtype(0);
        if (!dtype.isFloating() && !dtype.isComplex()) {
            if (scientific || shortest) {
                throw in.error("scientific and shortest format not supported for datatype %s", dtype);
            }
            if (precision >= 0) {
                throw in.error("precision not supported for datatype %s", dtype);
            }
        }
        if (scientific && shortest) {
            throw in.error("Cannot select both scientific and shortest notation");
        }
        if (!List.of("", "0", " ", "-", "+").contains(fill)) {
            throw in.error("fill must be \"\" or one of printf's flags \"0\", \" \", \"-\", \"+\", not \"%s\"", fill);
        }
        if (precision > MOST || width > MOST) {
            throw in.error("precision %d and width %d must be at most %d", precision, width, MOST);
        }
        return List.of(new TensorSpec(DType.STRING, in.shape(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        return context -> {
            Tensor x = context.input(0);
            for (int i = 0; i < n; i++) {
                context.output(0).strings()[i] = Strings.bytes(text(x, i));
            }
        };
    }

    private String text(Tensor x, int i) {
        return switch (x.dtype()) {
            case BOOL -> x.bytes()[i] == 0 ? "false" : "true";
            case FLOAT32, FLOAT64 -> filled(digits(x.doubleAt(i)));
            case COMPLEX64 -> complex(x.floats()[2 * i], x.floats()[2 * i + 1]);
            case COMPLEX128 -> complex(x.doubles()[2 * i], x.doubles()[2 * i + 1]);
            default -> filled(Long.toString(x.longAt(i)));
        };
    }

    private String complex(double real, double imaginary) {
        return "(" + filled(digits(real)) + "," + filled(digits(imaginary)) + ")";
    }

    private String digits(double value) {
        int count = precision < 0 ? 6 : (int) precision;
        if (shortest) {
            return Printf.general(value, count);
        }
        return scientific ? Printf.scientific(value, count) : Printf.fixed(value, count);
    }

    private String filled(String text) {
        if (width < 0) {
            return text;
        }
        String signed = text.startsWith("-") || !" +".contains(fill) || fill.isEmpty() ? text : fill + text;
        String padding = " ".repeat((int) Math.max(0, width - signed.length()));
        boolean number = Character.isDigit(text.charAt(text.length() - 1));
        if (fill.equals("0") && number) {
            int sign = signed.startsWith("-") ? 1 : 0;
            return signed.substring(0, sign) + padding.replace(' ', '0') + signed.substring(sign);
        }
        return fill.equals("-") ? signed + padding : padding + signed;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("precision", precision);
        attributes.put("scientific", scientific);
        attributes.put("shortest", shortest);
        attributes.put("width", width);
        attributes.put("fill", fill);
        return attributes;
    }
}
