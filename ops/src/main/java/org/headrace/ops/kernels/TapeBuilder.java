package org.headrace.ops.kernels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Formula;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.kernels.FormulaNodes.Node;
import org.headrace.ops.kernels.Tape.Instruction;
import org.jspecify.annotations.Nullable;

/** Turns a formula's nodes into a {@link Tape}: chooses loops, says where values lie, and reuses scratch arrays. */
final class TapeBuilder {
    /** Rows up to this length are repeated once for a whole run; longer ones are copied block by block. */
    private static final int MAX_ROW = 4096;
    /** In tapes of so few blocks rows of some length are copied, too: what is written once would not be in the cache any more. */
    private static final int FEW_BLOCKS = 8;

    private static final int MIN_ROW = 32;

    private final Op op;
    private final KernelProvider provider;
    private final boolean inPlace;
    private final List<TensorSpec> inputs;
    private final Shape shape;
    private final List<Node> nodes;
    private final int[] results;
    private final int block;

    private final Operand[] operands;
    /** By node: whether its value is the same for each element, so that it is computed once. */
    private final boolean[] uniform;
    /** By node: its argument that is computed in the same loop, or -1. */
    private final int[] absorbed;

    private final int[] lastUse;
    private final Map<Lane, Deque<Operand>> free = new EnumMap<>(Lane.class);
    private final Map<Lane, Integer> scratches = new EnumMap<>(Lane.class);
    private final List<Tape.Borrowed> borrowed = new ArrayList<>();
    private final List<Instruction> prelude = new ArrayList<>();
    private final List<Instruction> code = new ArrayList<>();
    private final Operand[] sources;

    /** @param inPlace whether output {@code i} goes to the array of input {@code i}; else it may go to any input's */
    TapeBuilder(Op op, Formula formula, boolean inPlace, KernelProvider provider) {
        this.op = op;
        this.provider = provider;
        this.inPlace = inPlace;
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
        this.uniform = uniform();
        this.absorbed = absorbed();
        this.lastUse = lastUses();
        this.sources = new Operand[inputs.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = new Operand(lane(inputs.get(i).dtype()).newArray(0), Operand.WHOLE);
        }
    }

    private boolean[] uniform() {
        boolean[] same = new boolean[nodes.size()];
        for (int n = 0; n < same.length; n++) {
            Node node = nodes.get(n);
            if (node.expr() instanceof Expr.Input input) {
                same[n] = Strides.of(inputs.get(input.index()).shape(), shape).isSingle();
            } else {
                same[n] = IntStream.of(node.arguments()).allMatch(argument -> same[argument]);
            }
        }
        return same;
    }

    private int[] absorbed() {
        int[] uses = new int[nodes.size()];
        nodes.forEach(node -> IntStream.of(node.arguments()).forEach(argument -> uses[argument]++));
        IntStream.of(results).forEach(result -> uses[result]++);
        int[] chosen = new int[nodes.size()];
        Arrays.fill(chosen, -1);
        for (int n = 0; n < chosen.length; n++) {
            int[] arguments = nodes.get(n).arguments();
            for (int i = 0; i < arguments.length && !uniform[n]; i++) {
                int m = arguments[i];
                int first = computing(m);
                boolean once = uses[m] == 1 && uses[first] == 1;
                if (chosen[n] < 0 && once && chosen[first] < 0 && !uniform[first] && chain(n, m) != null) {
                    chosen[n] = m;
                }
            }
        }
        return chosen;
    }

    /** The node that computes argument {@code m}: a comparison whose result is taken as a number, or itself. */
    private int computing(int m) {
        Node node = nodes.get(m);
        boolean isCast = node.expr() instanceof Expr.CastExpr && node.arguments().length == 1;
        return isCast && nodes.get(node.arguments()[0]).dtype() == DType.BOOL ? node.arguments()[0] : m;
    }

    /** The loop that computes node {@code n} together with its argument {@code m}, or null. */
    private Primitives.@Nullable Chain<?> chain(int n, int m) {
        Node node = nodes.get(n);
        Node first = nodes.get(computing(m));
        Lane lane = lane(node.dtype());
        boolean joins = first.expr() instanceof Expr.BinaryExpr
                && node.expr() instanceof Expr.BinaryExpr
                && lane(nodes.get(m).dtype()) == lane
                && lane(nodes.get(first.arguments()[0]).dtype()) == lane
                && Lane.isStoredAsComputed(node.dtype());
        if (!joins) {
            return null;
        }
        BinaryPrimitive operation = ((Expr.BinaryExpr) first.expr()).op();
        BinaryPrimitive second = ((Expr.BinaryExpr) node.expr()).op();
        return lane.primitives(provider).chain(operation, second, node.arguments()[0] == m);
    }

    /** The nodes that are read when node {@code n} is computed. */
    private int[] reads(int n) {
        int[] arguments = nodes.get(n).arguments();
        int m = absorbed[n];
        if (m < 0) {
            return arguments;
        }
        int[] inner = nodes.get(computing(m)).arguments();
        return new int[] {inner[0], inner[1], arguments[0] == m ? arguments[1] : arguments[0]};
    }

    private boolean isAbsorbed(int m) {
        for (int other : absorbed) {
            if (other >= 0 && (other == m || computing(other) == m)) {
                return true;
            }
        }
        return false;
    }

    private int[] lastUses() {
        int[] last = new int[nodes.size()];
        for (int n = 0; n < last.length; n++) {
            for (int argument : isAbsorbed(n) ? new int[0] : reads(n)) {
                last[argument] = n;
            }
        }
        return last;
    }

    Tape build() {
        Operand[] stored = new Operand[results.length];
        for (int r = 0; r < results.length; r++) {
            stored[r] = new Operand(lane(nodes.get(results[r]).dtype()).newArray(0), Operand.WHOLE);
        }
        int[] reads = lastUse.clone();
        for (int n = 0; n < nodes.size(); n++) {
            Node node = nodes.get(n);
            if (node.expr() instanceof Expr.Input input) {
                operands[n] = input(n, input.index());
            } else if (node.expr() instanceof Expr.Constant constant) {
                operands[n] = constant(lane(node.dtype()), rounded(node.dtype(), constant));
            } else if (!isAbsorbed(n)) {
                compute(n, node, stored, reads);
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
        return new Tape(sources, prelude, code, stored, borrowed);
    }

    private void compute(int n, Node node, Operand[] stored, int[] reads) {
        Lane lane = lane(node.dtype());
        int result = resultOf(n);
        boolean direct = !uniform[n]
                && result >= 0
                && Lane.isStoredAsComputed(node.dtype())
                && !isReadAfter(n, result, lane, reads);
        if (direct) {
            operands[n] = stored[result];
        } else {
            operands[n] = uniform[n] ? new Operand(lane.newArray(block), 1) : scratch(lane);
        }
        List<Instruction> to = uniform[n] ? prelude : code;
        if (absorbed[n] >= 0) {
            int[] read = reads(n);
            chain(chain(n, absorbed[n]), operands[read[0]], operands[read[1]], operands[read[2]], operands[n]);
        } else {
            compute(node, operands[n], to);
        }
        if (!direct) {
            narrow(node.dtype(), operands[n], to);
        }
        if (uniform[n]) {
            spread(lane, operands[n]);
        }
        for (int argument : reads(n)) {
            release(argument, n);
        }
    }

    /** Repeats a value that was computed once. */
    private void spread(Lane lane, Operand value) {
        prelude.add((p, n) -> lane.repeat(value.array(), 0, block));
    }

    /**
     * Whether an input that may lie in the same array as an output is read later than node {@code n} in a block: then the
     * output must not be written yet.
     */
    private boolean isReadAfter(int n, int result, Lane lane, int[] reads) {
        for (int m = 0; m < nodes.size(); m++) {
            Node node = nodes.get(m);
            boolean later = reads[m] > n || resultOf(m) >= 0;
            if (node.expr() instanceof Expr.Input input
                    && later
                    && lane(node.dtype()) == lane
                    && isWhole(input.index())
                    && (!inPlace || input.index() == result)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an input's own array is read where the output is written. */
    private boolean isWhole(int i) {
        TensorSpec input = inputs.get(i);
        return Lane.isStoredAsComputed(input.dtype())
                && input.shape().size() == shape.size()
                && Strides.of(input.shape(), shape).isWhole();
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

    /** A constant as an element of {@code dtype}. */
    private static double rounded(DType dtype, Expr.Constant constant) {
        return dtype.isFloating()
                ? Tensor.of(dtype, new double[] {constant.value()}).doubleAt(0)
                : constant.value();
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
        return unused == null ? newScratch(lane) : unused;
    }

    private Operand newScratch(Lane lane) {
        int number = scratches.merge(lane, 1, Integer::sum) - 1;
        Operand block = new Operand(lane.newArray(0), 1);
        borrowed.add(new Tape.Borrowed(block, lane, number));
        return block;
    }

    private static Operand constant(Lane lane, double value) {
        return new Operand(Kernels.scratch().constant(lane, value), 1);
    }

    /** Gives an argument's scratch array back if node {@code n} was the last to read it. */
    private void release(int argument, int n) {
        if (lastUse[argument] == n && !uniform[argument]) {
            Node node = nodes.get(argument);
            if (!(node.expr() instanceof Expr.Input) && resultOf(argument) < 0) {
                free.computeIfAbsent(lane(node.dtype()), key -> new ArrayDeque<>())
                        .add(operands[argument]);
            }
            lastUse[argument] = -1; // an argument given twice is released once
        }
    }

    private Operand input(int n, int i) {
        TensorSpec input = inputs.get(i);
        Lane lane = lane(input.dtype());
        Conversion load = Conversion.load(input.dtype());
        Operand source = sources[i];
        Strides strides = Strides.of(input.shape(), shape);
        boolean kept = resultOf(n) >= 0 && results.length > 1; // another output may be written over it
        if (isWhole(i) && !kept) {
            return source;
        }
        if (strides.isSingle()) {
            Operand value = new Operand(lane.newArray(block), 1);
            if (block > 0) {
                prelude.add((p, count) -> load.apply(source.array(), 0, value.array(), 0, 1));
                spread(lane, value);
            }
            return value;
        }
        boolean copied = strides.isRow() && strides.dims[1] >= MIN_ROW && shape.size() <= FEW_BLOCKS * Tape.BLOCK;
        if (strides.isRow() && strides.dims[1] <= MAX_ROW && !copied) {
            return row(source, strides.dims[1], load, lane);
        }
        Operand copy = newScratch(lane);
        if (copied) {
            code.add(repeated(source, strides.dims[1], load, copy));
            return copy;
        }
        if (strides.isWhole()) {
            code.add((p, count) -> load.apply(source.array(), p, copy.array(), 0, count));
        } else {
            Spread spread = new Spread(strides, load, lane);
            code.add((p, count) -> spread.copy(source.array(), p, copy.array(), count));
        }
        return copy;
    }

    private static Instruction repeated(Operand source, int length, Conversion load, Operand copy) {
        return (p, n) -> {
            int from = p % length;
            int to = 0;
            while (to < n) {
                int count = Math.min(length - from, n - to);
                load.apply(source.array(), from, copy.array(), to, count);
                to += count;
                from = 0;
            }
        };
    }

    /** A row that repeats: written down so often that a block can begin at any of its elements. */
    private Operand row(Operand source, int length, Conversion load, Lane lane) {
        Operand values = new Operand(lane.newArray(length + block), length);
        prelude.add((p, n) -> {
            for (int at = 0; at < length + block; at += length) {
                load.apply(source.array(), 0, values.array(), at, Math.min(length, length + block - at));
            }
        });
        return values;
    }

    private void compute(Node node, Operand y, List<Instruction> to) {
        int[] arguments = node.arguments();
        Node first = nodes.get(arguments[0]);
        Operand x = operands[arguments[0]];
        if (node.expr() instanceof Expr.CastExpr) {
            convert(first.dtype(), x, node.dtype(), y, to);
        } else if (node.expr() instanceof Expr.UnaryExpr unary) {
            unary(lane(first.dtype()).primitives(provider), unary.op(), first.dtype(), x, y, to);
        } else if (node.expr() instanceof Expr.BinaryExpr binary) {
            binary(
                    lane(first.dtype()).primitives(provider),
                    binary.op(),
                    first.dtype(),
                    x,
                    operands[arguments[1]],
                    y,
                    to);
        } else {
            select(lane(node.dtype()).primitives(provider), x, operands[arguments[1]], operands[arguments[2]], y, to);
        }
    }

    private <A> void unary(
            Primitives<A> primitives,
            Expr.UnaryPrimitive primitive,
            DType dtype,
            Operand x,
            Operand y,
            List<Instruction> to) {
        Primitives.Unary<A> loop = primitives.unary(primitive);
        Primitives.Test<A> test = primitives.test(primitive);
        if (loop != null) {
            to.add((p, n) -> loop.apply(x.array(), x.at(p), y.array(), y.at(p), n));
        } else if (test != null) {
            to.add((p, n) -> test.apply(x.array(), x.at(p), y.array(), y.at(p), n));
        } else {
            throw missing(primitive, dtype);
        }
    }

    private <A> void binary(
            Primitives<A> primitives,
            Expr.BinaryPrimitive primitive,
            DType dtype,
            Operand a,
            Operand b,
            Operand y,
            List<Instruction> to) {
        Primitives.Binary<A> loop = isShift(primitive) ? shift(primitive, dtype) : primitives.binary(primitive);
        Primitives.Comparison<A> comparison = primitives.comparison(primitive);
        if (loop != null) {
            to.add((p, n) -> loop.apply(a.array(), a.at(p), b.array(), b.at(p), y.array(), y.at(p), n));
        } else if (comparison != null) {
            to.add((p, n) -> comparison.apply(a.array(), a.at(p), b.array(), b.at(p), y.array(), y.at(p), n));
        } else {
            throw missing(primitive, dtype);
        }
    }

    private static boolean isShift(BinaryPrimitive primitive) {
        return primitive == BinaryPrimitive.SHIFT_LEFT || primitive == BinaryPrimitive.SHIFT_RIGHT;
    }

    /** The loop of a shift, which the number of the dtype's bits limits. */
    @SuppressWarnings("unchecked") // the loop is of the operands' lane
    private <A> Primitives.@Nullable Binary<A> shift(BinaryPrimitive primitive, DType dtype) {
        int bits = 8 * dtype.bytes();
        return (Primitives.Binary<A>)
                switch (lane(dtype)) {
                    case INT -> ScalarInts.shift(primitive, bits);
                    case LONG -> ScalarLongs.shift(primitive, bits);
                    default -> null;
                };
    }

    @SuppressWarnings("unchecked") // the loop is of the operands' lane
    private <A> void chain(Primitives.@Nullable Chain<?> chain, Operand a, Operand b, Operand c, Operand y) {
        Primitives.Chain<A> loop = (Primitives.Chain<A>) Objects.requireNonNull(chain);
        code.add((p, n) ->
                loop.apply(a.array(), a.at(p), b.array(), b.at(p), c.array(), c.at(p), y.array(), y.at(p), n));
    }

    private <A> void select(
            Primitives<A> primitives, Operand condition, Operand a, Operand b, Operand y, List<Instruction> to) {
        Primitives.Select<A> loop = primitives.select();
        to.add((p, n) -> loop.apply(
                condition.array(), condition.at(p), a.array(), a.at(p), b.array(), b.at(p), y.array(), y.at(p), n));
    }

    private UnimplementedException missing(Enum<?> primitive, DType dtype) {
        return new UnimplementedException(
                op,
                "has no kernel for " + dtype + ", for which there is no " + primitive + ": cast to float32 or float64");
    }

    private void convert(DType from, Operand x, DType dtype, Operand y, List<Instruction> to) {
        Lane source = lane(from);
        if (dtype == DType.BOOL) {
            Operand zero = constant(source, 0);
            binary(source.primitives(provider), Expr.BinaryPrimitive.NOT_EQUAL, from, x, zero, y, to);
        } else {
            Conversion loop = Conversion.between(source, lane(dtype));
            to.add((p, n) -> loop.apply(x.array(), x.at(p), y.array(), y.at(p), n));
        }
    }

    /** Cuts what was computed in a wider kind of number to the bits that the dtype has. */
    private void narrow(DType dtype, Operand y, List<Instruction> to) {
        Conversion store = Conversion.store(dtype);
        Conversion load = Conversion.load(dtype);
        Object narrow =
                switch (dtype) {
                    case INT8, UINT8 -> new byte[block];
                    case INT16, UINT16, FLOAT16, BFLOAT16 -> new short[block];
                    case UINT32 -> new int[block];
                    default -> null;
                };
        if (narrow != null) {
            to.add((p, n) -> {
                store.apply(y.array(), y.at(p), narrow, 0, n);
                load.apply(narrow, 0, y.array(), y.at(p), n);
            });
        }
    }
}
