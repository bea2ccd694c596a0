package org.headrace.ops.kernels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.kernels.FormulaNodes.Node;
import org.headrace.ops.kernels.Tape.Binding;
import org.headrace.ops.kernels.Tape.Instruction;

/** Turns a formula's nodes into a {@link Tape}: chooses loops, says where values lie, and reuses scratch arrays. */
final class TapeBuilder {
    /** Rows up to this length are repeated once for a whole run; longer ones are copied block by block. */
    private static final int MAX_ROW = 4096;

    private final Op op;
    private final KernelProvider provider;
    private final List<TensorSpec> inputs;
    private final Shape shape;
    private final List<Node> nodes;
    private final int[] results;
    private final int block;

    private final Operand[] operands;
    private final int[] lastUse;
    private final Map<Lane, Deque<Operand>> free = new EnumMap<>(Lane.class);
    private final List<Instruction> code = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();

    TapeBuilder(Op op, Formula formula, KernelProvider provider) {
        this.op = op;
        this.provider = provider;
        this.inputs = formula.operands();
        this.shape = formula.shape();
        List<DType> dtypes = inputs.stream().map(TensorSpec::dtype).toList();
        dtypes.forEach(this::lane);
        formula.dtypes().forEach(this::lane);
        FormulaNodes built = FormulaNodes.of(formula.outputs(), dtypes, formula.dtypes());
        this.nodes = built.nodes();
        this.results = built.results();
        this.block = Math.min(Tape.BLOCK, shape.size());
        this.operands = new Operand[nodes.size()];
        this.lastUse = lastUses(nodes);
    }

    private static int[] lastUses(List<Node> nodes) {
        int[] lastUse = new int[nodes.size()];
        for (int n = 0; n < lastUse.length; n++) {
            for (int argument : nodes.get(n).arguments()) {
                lastUse[argument] = n;
            }
        }
        return lastUse;
    }

    Tape build() {
        for (int i = 0; i < inputs.size(); i++) {
            bindings.add(values -> {}); // for an input that the formula does not use
        }
        Operand[] stored = new Operand[results.length];
        for (int r = 0; r < results.length; r++) {
            stored[r] = new Operand(lane(nodes.get(results[r]).dtype()).newArray(0), Operand.WHOLE);
        }
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            if (node.expr() instanceof Expr.Input input) {
                operands[n] = input(input.index());
            } else if (node.expr() instanceof Expr.Constant constant) {
                operands[n] = new Operand(lane(node.dtype()).filled(block, constant.value()), 1);
            } else {
                int result = resultOf(n);
                boolean direct = result >= 0 && isStoredAsComputed(node.dtype());
                operands[n] = direct ? stored[result] : scratch(lane(node.dtype()));
                compute(node, operands[n]);
                if (!direct) {
                    narrow(node.dtype(), operands[n]);
                }
                for (int argument : node.arguments()) {
                    release(argument, n);
                }
            }
        }
        for (int r = 0; r < results.length; r++) {
            Operand computed = operands[results[r]];
            Operand to = stored[r];
            if (computed != to) {
                Conversion store = Conversion.store(nodes.get(results[r]).dtype());
                code.add((p, n) -> store.apply(computed.array(), computed.at(p), to.array(), to.at(p), n));
            }
        }
        return new Tape(bindings, code, stored);
    }

    /** The first output that node {@code n} is, or -1. */
    private int resultOf(int n) {
        for (int r = 0; r < results.length; r++) {
            if (results[r] == n) {
                return r;
            }
        }
        return -1;
    }

    /** Whether a tensor's elements of {@code dtype} are of its lane's kind. */
    private static boolean isStoredAsComputed(DType dtype) {
        return switch (dtype.storage()) {
            case FLOATS, DOUBLES, INTS, LONGS -> true;
            default -> false;
        };
    }

    private Lane lane(DType dtype) {
        Lane lane = Lane.of(dtype);
        if (lane == null) {
            throw new UnimplementedException(
                    op, "has no kernel for " + dtype + ": cast to float32, float64, int32 or int64 and back");
        }
        return lane;
    }

    private Operand scratch(Lane lane) {
        Operand unused = free.computeIfAbsent(lane, key -> new ArrayDeque<>()).poll();
        return unused == null ? new Operand(lane.newArray(block), 1) : unused;
    }

    /** Gives an argument's scratch array back if node {@code n} was the last to read it. */
    private void release(int argument, int n) {
        if (lastUse[argument] == n && !(nodes.get(argument).expr() instanceof Expr.Constant)) {
            Node node = nodes.get(argument);
            if (!(node.expr() instanceof Expr.Input) && resultOf(argument) < 0) {
                free.computeIfAbsent(lane(node.dtype()), key -> new ArrayDeque<>())
                        .add(operands[argument]);
            }
            lastUse[argument] = -1; // an argument given twice is released once
        }
    }

    private Operand input(int i) {
        TensorSpec input = inputs.get(i);
        Lane lane = lane(input.dtype());
        Conversion load = Conversion.load(input.dtype());
        boolean direct = isStoredAsComputed(input.dtype());
        Strides strides = Strides.of(input.shape(), shape);
        // before the next case, which reads when it is bound, and an op's own result is not there yet
        if (strides.isWhole() && direct) {
            Operand whole = new Operand(lane.newArray(0), Operand.WHOLE);
            bindings.set(i, whole::bind);
            return whole;
        }
        if (strides.isSingle()) {
            Object values = lane.newArray(block);
            bindings.set(i, array -> {
                if (block > 0) {
                    load.apply(array, 0, values, 0, 1);
                    lane.repeat(values, 0, block);
                }
            });
            return new Operand(values, 1);
        }
        if (strides.isRow() && strides.dims[1] <= MAX_ROW) {
            return row(i, strides.dims[1], load, lane);
        }
        Operand source = new Operand(lane.newArray(0), Operand.WHOLE);
        bindings.set(i, source::bind);
        Operand copy = new Operand(lane.newArray(block), 1);
        if (strides.isWhole()) {
            code.add((p, n) -> load.apply(source.array(), p, copy.array(), 0, n));
        } else {
            Spread spread = new Spread(strides, load, lane);
            code.add((p, n) -> spread.copy(source.array(), p, copy.array(), n));
        }
        return copy;
    }

    /** A row that repeats: written down so often that a block can begin at any of its elements. */
    private Operand row(int i, int length, Conversion load, Lane lane) {
        Object values = lane.newArray(length + block);
        bindings.set(i, array -> {
            load.apply(array, 0, values, 0, length);
            for (int at = length; at < length + block; at += length) {
                load.apply(array, 0, values, at, Math.min(length, length + block - at));
            }
        });
        return new Operand(values, length);
    }

    private void compute(Node node, Operand y) {
        int[] arguments = node.arguments();
        Node first = nodes.get(arguments[0]);
        Operand x = operands[arguments[0]];
        if (node.expr() instanceof Expr.CastExpr) {
            convert(first.dtype(), x, node.dtype(), y);
        } else if (node.expr() instanceof Expr.UnaryExpr unary) {
            unary(lane(first.dtype()).primitives(provider), unary.op(), first.dtype(), x, y);
        } else if (node.expr() instanceof Expr.BinaryExpr binary) {
            binary(lane(first.dtype()).primitives(provider), binary.op(), first.dtype(), x, operands[arguments[1]], y);
        } else {
            select(lane(node.dtype()).primitives(provider), x, operands[arguments[1]], operands[arguments[2]], y);
        }
    }

    private <A> void unary(Primitives<A> primitives, Expr.UnaryPrimitive primitive, DType dtype, Operand x, Operand y) {
        Primitives.Unary<A> loop = primitives.unary(primitive);
        Primitives.Test<A> test = primitives.test(primitive);
        if (loop != null) {
            code.add((p, n) -> loop.apply(x.array(), x.at(p), y.array(), y.at(p), n));
        } else if (test != null) {
            code.add((p, n) -> test.apply(x.array(), x.at(p), y.array(), y.at(p), n));
        } else {
            throw missing(primitive, dtype);
        }
    }

    private <A> void binary(
            Primitives<A> primitives, Expr.BinaryPrimitive primitive, DType dtype, Operand a, Operand b, Operand y) {
        Primitives.Binary<A> loop = primitives.binary(primitive);
        Primitives.Comparison<A> comparison = primitives.comparison(primitive);
        if (loop != null) {
            code.add((p, n) -> loop.apply(a.array(), a.at(p), b.array(), b.at(p), y.array(), y.at(p), n));
        } else if (comparison != null) {
            code.add((p, n) -> comparison.apply(a.array(), a.at(p), b.array(), b.at(p), y.array(), y.at(p), n));
        } else {
            throw missing(primitive, dtype);
        }
    }

    private <A> void select(Primitives<A> primitives, Operand condition, Operand a, Operand b, Operand y) {
        Primitives.Select<A> loop = primitives.select();
        code.add((p, n) -> loop.apply(
                condition.array(), condition.at(p), a.array(), a.at(p), b.array(), b.at(p), y.array(), y.at(p), n));
    }

    private UnimplementedException missing(Enum<?> primitive, DType dtype) {
        return new UnimplementedException(
                op,
                "has no kernel for " + dtype + ", for which there is no " + primitive + ": cast to float32 or float64");
    }

    private void convert(DType from, Operand x, DType to, Operand y) {
        Lane source = lane(from);
        if (to == DType.BOOL) {
            Operand zero = new Operand(source.newArray(block), 1);
            binary(source.primitives(provider), Expr.BinaryPrimitive.NOT_EQUAL, from, x, zero, y);
        } else {
            Conversion loop = Conversion.between(source, lane(to));
            code.add((p, n) -> loop.apply(x.array(), x.at(p), y.array(), y.at(p), n));
        }
    }

    /** Cuts what was computed as {@code int} to the bits that a narrower dtype has. */
    private void narrow(DType dtype, Operand y) {
        Conversion store = Conversion.store(dtype);
        Conversion load = Conversion.load(dtype);
        Object narrow =
                switch (dtype) {
                    case INT8, UINT8 -> new byte[block];
                    case INT16, UINT16 -> new short[block];
                    default -> null;
                };
        if (narrow != null) {
            code.add((p, n) -> {
                store.apply(y.array(), y.at(p), narrow, 0, n);
                load.apply(narrow, 0, y.array(), y.at(p), n);
            });
        }
    }
}
