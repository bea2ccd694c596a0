package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * A formula as a list of nodes, each after those it takes values from, equal subexpressions once, every node with its
 * dtype. Constants get the dtype of what they meet; a bool where a number is wanted is converted.
 */
final class FormulaNodes {
    /**
     * One value.
     *
     * @param expr what computes it, of which only the outermost primitive counts
     * @param arguments the nodes that it takes values from
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    record Node(Expr expr, int[] arguments, DType dtype) {}

    private final List<DType> inputs;
    private final List<Node> nodes = new ArrayList<>();
    private final int[] results;
    /** By what makes two nodes equal: a primitive, a constant's value or an input's index, what it is applied to, and the dtype. */
    private final Map<List<Object>, Integer> numbers = new HashMap<>();

    private final IdentityHashMap<Expr, @Nullable DType> dtypes = new IdentityHashMap<>();
    private final IdentityHashMap<Expr, Integer> done = new IdentityHashMap<>();

    private FormulaNodes(List<DType> inputs, int formulas) {
        this.inputs = inputs;
        this.results = new int[formulas];
    }

    /** The nodes of formulas over inputs of these dtypes, formula {@code i} in {@code dtypes[i]}. */
    static FormulaNodes of(List<Expr> formulas, List<DType> inputs, List<DType> dtypes) {
        FormulaNodes built = new FormulaNodes(inputs, formulas.size());
        for (int i = 0; i < built.results.length; i++) {
            built.results[i] = built.as(dtypes.get(i), formulas.get(i));
        }
        return built;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** By formula: the node that is its result. */
    int[] results() {
        return results;
    }

    /** The dtype that an expression has by itself; null for one made of constants, which takes the dtype it is given. */
    private @Nullable DType dtype(Expr expr) {
        if (dtypes.containsKey(expr)) {
            return dtypes.get(expr);
        }
        DType dtype = null;
        if (expr instanceof Expr.Input input) {
            dtype = inputs.get(input.index());
        } else if (expr instanceof Expr.UnaryExpr unary) {
            dtype = isTest(unary.op()) ? DType.BOOL : dtype(unary.x());
        } else if (expr instanceof Expr.BinaryExpr binary) {
            dtype = isTest(binary.op()) ? DType.BOOL : common(binary.a(), binary.b());
        } else if (expr instanceof Expr.SelectExpr select) {
            dtype = common(select.then(), select.otherwise());
        } else if (expr instanceof Expr.CastExpr cast) {
            dtype = cast.to();
        }
        dtypes.put(expr, dtype);
        return dtype;
    }

    private @Nullable DType common(Expr a, Expr b) {
        DType dtype = dtype(a);
        return dtype == null || dtype == DType.BOOL && dtype(b) != null ? dtype(b) : dtype;
    }

    private static boolean isTest(UnaryPrimitive op) {
        return op == UnaryPrimitive.NOT || op == UnaryPrimitive.IS_NAN;
    }

    private static boolean isTest(BinaryPrimitive op) {
        return switch (op) {
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, AND, OR -> true;
            default -> false;
        };
    }

    /** The number of the node that gives {@code expr} as {@code wanted}. */
    private int as(DType wanted, Expr expr) {
        if (dtype(expr) == null) {
            return number(expr, wanted);
        }
        Integer known = done.get(expr);
        if (known == null) {
            known = number(expr, wanted);
            done.put(expr, known);
        }
        return convert(known, wanted);
    }

    private int convert(int node, DType wanted) {
        if (nodes.get(node).dtype() == wanted) {
            return node;
        }
        return add(new Expr.CastExpr(nodes.get(node).expr(), wanted), wanted, wanted, node);
    }

    private int number(Expr expr, DType wanted) {
        if (expr instanceof Expr.Input input) {
            return add(expr, input.index(), inputs.get(input.index()));
        } else if (expr instanceof Expr.Constant constant) {
            return add(expr, constant.value(), wanted);
        } else if (expr instanceof Expr.UnaryExpr unary
                && unary.op() == UnaryPrimitive.CONJ
                && !or(dtype(unary.x()), wanted).isComplex()) {
            return as(wanted, unary.x());
        } else if (expr instanceof Expr.UnaryExpr unary) {
            DType own = or(dtype(unary.x()), unary.op() == UnaryPrimitive.NOT ? DType.BOOL : wanted);
            DType operand = own == DType.BOOL && unary.op() != UnaryPrimitive.NOT ? wanted : own;
            DType result = isTest(unary.op()) ? DType.BOOL : operand;
            return add(expr, unary.op(), result, as(operand, unary.x()));
        } else if (expr instanceof Expr.BinaryExpr binary) {
            DType operand = operands(binary, wanted);
            DType result = isTest(binary.op()) ? DType.BOOL : operand;
            return add(expr, binary.op(), result, as(operand, binary.a()), as(operand, binary.b()));
        } else if (expr instanceof Expr.SelectExpr select) {
            DType branches = or(common(select.then(), select.otherwise()), wanted);
            return add(
                    expr,
                    "select",
                    branches,
                    as(DType.BOOL, select.condition()),
                    as(branches, select.then()),
                    as(branches, select.otherwise()));
        } else if (expr instanceof Expr.CastExpr cast) {
            return convert(as(or(dtype(cast.x()), cast.to()), cast.x()), cast.to());
        }
        throw new IllegalStateException("no such expression: " + expr);
    }

    /** What the operands of a binary primitive are computed in. */
    private DType operands(Expr.BinaryExpr binary, DType wanted) {
        DType own = common(binary.a(), binary.b());
        return switch (binary.op()) {
            case AND, OR -> DType.BOOL;
            case LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> or(own, DType.FLOAT64);
            default -> own == DType.BOOL ? wanted : or(own, wanted);
        };
    }

    private static DType or(@Nullable DType dtype, DType otherwise) {
        return dtype == null ? otherwise : dtype;
    }

    private int add(Expr expr, Object primitive, DType dtype, int... arguments) {
        List<Integer> list = new ArrayList<>();
        for (int argument : arguments) {
            list.add(argument);
        }
        List<Object> key = List.of(primitive, list, dtype);
        Integer known = numbers.get(key);
        if (known == null) {
            nodes.add(new Node(expr, arguments, dtype));
            known = nodes.size() - 1;
            numbers.put(key, known);
        }
        return known;
    }
}
