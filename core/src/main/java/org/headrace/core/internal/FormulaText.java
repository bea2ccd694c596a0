package org.headrace.core.internal;

import java.util.Locale;
import org.headrace.core.Expr;

/** Formulas as people write them: {@code tanh(a * b + c)}, operands as letters in order. */
final class FormulaText {
    /** Longer ones are cut. */
    private static final int MAX_LENGTH = 160;

    private final StringBuilder text = new StringBuilder();

    private FormulaText() {}

    static String of(Expr formula) {
        FormulaText writer = new FormulaText();
        writer.write(formula);
        return writer.text.length() > MAX_LENGTH
                ? writer.text.substring(0, MAX_LENGTH) + "..."
                : writer.text.toString();
    }

    private void write(Expr expr) {
        if (text.length() > MAX_LENGTH) {
            return;
        }
        if (expr instanceof Expr.Input input) {
            text.append(operand(input.index()));
        } else if (expr instanceof Expr.Constant constant) {
            String digits = Double.toString(constant.value());
            text.append(digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits);
        } else if (expr instanceof Expr.UnaryExpr unary) {
            call(name(unary.op()), unary.x());
        } else if (expr instanceof Expr.CastExpr cast) {
            call(cast.to().toString(), cast.x());
        } else if (expr instanceof Expr.SelectExpr select) {
            call("select", select.condition(), select.then(), select.otherwise());
        } else if (expr instanceof Expr.BinaryExpr binary) {
            binary(binary);
        }
    }

    private void binary(Expr.BinaryExpr binary) {
        String sign =
                switch (binary.op()) {
                    case ADD -> " + ";
                    case SUB -> " - ";
                    case MUL -> " * ";
                    case DIV -> " / ";
                    case LESS -> " < ";
                    case LESS_EQUAL -> " <= ";
                    case EQUAL -> " == ";
                    case NOT_EQUAL -> " != ";
                    default -> "";
                };
        if (sign.isEmpty()) {
            call(name(binary.op()), binary.a(), binary.b());
            return;
        }
        inParentheses(binary.a());
        text.append(sign);
        inParentheses(binary.b());
    }

    private void inParentheses(Expr operand) {
        boolean compound = operand instanceof Expr.BinaryExpr;
        text.append(compound ? "(" : "");
        write(operand);
        text.append(compound ? ")" : "");
    }

    private void call(String function, Expr... arguments) {
        text.append(function).append('(');
        for (int i = 0; i < arguments.length; i++) {
            text.append(i == 0 ? "" : ", ");
            write(arguments[i]);
        }
        text.append(')');
    }

    private static String name(Enum<?> primitive) {
        return primitive.name().toLowerCase(Locale.ROOT);
    }

    /** a to z, then a1, b1 and so on. */
    private static String operand(int index) {
        String letter = String.valueOf((char) ('a' + index % 26));
        return index < 26 ? letter : letter + index / 26;
    }
}
