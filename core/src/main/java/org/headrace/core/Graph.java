package org.headrace.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.headrace.core.internal.GraphText;
import org.jspecify.annotations.Nullable;

/**
 * A program of typed ops, built once and run by {@link Session}s. Adding an op computes nothing but its dtype and shape.
 *
 * <p>A graph only grows, and one thread at a time builds it; sessions may run it meanwhile.
 */
public final class Graph {
    /** TensorFlow's name for the collection of all variables. */
    public static final String GLOBAL_VARIABLES = "variables";
    /** TensorFlow's name for the collection of the variables that optimizers change by default. */
    public static final String TRAINABLE_VARIABLES = "trainable_variables";

    private static final String TENSOR_NAMES = "Tensor names must be of the form \"<op_name>:<output_index>\".";

    private final Names names = new Names();
    private final Map<String, Op> ops = new LinkedHashMap<>();
    private final Map<Op, Variable> variables = new LinkedHashMap<>();
    private final Map<String, List<Object>> collections = new HashMap<>();
    private final StaticValues staticValues = new StaticValues();
    /** What {@link #ops()} returned last, until an op is added. */
    private @Nullable List<Op> listed;

    /** Where all ops count as made until {@link #atOneLine} ends; null if each counts by itself. */
    private SourceLine.@Nullable Mark line;

    private @Nullable Long seed;
    private boolean finalized;

    /** An empty graph. */
    public Graph() {}

    /**
     * Adds an op, after its shape function has checked the inputs.
     *
     * @throws InvalidArgumentException if the name or an input is not valid
     * @throws FailedPreconditionException if the graph is finalized
     */
    public synchronized Op add(OpDef def) {
        if (finalized) {
            throw new FailedPreconditionException("Graph is finalized and cannot be modified: "
                    + def.type().name() + " \"" + def.name() + "\" at " + SourceLine.here() + " comes too late");
        }
        String name = opName(def.name());
        Op op = new Op(this, ops.size(), name, def);
        requireOwn(op, def.inputs());
        requireOwn(op, def.controlInputs());
        requireReferences(op);
        op.setSpecs(infer(op));
        ops.put(name, op);
        listed = null;
        return op;
    }

    /**
     * Makes ops that all count as made at the line of the user's program that is being executed now: what one call adds, as
     * gradients are. To find the line for each of them would take a good part of the time.
     */
    public <T> T atOneLine(Supplier<T> ops) {
        if (line != null) {
            return ops.get();
        }
        line = new SourceLine.Mark();
        try {
            return ops.get();
        } finally {
            line = null;
        }
    }

    /** The mark for an op that is being made. */
    SourceLine.Mark mark() {
        SourceLine.Mark shared = line;
        return shared == null ? new SourceLine.Mark() : shared;
    }

    private List<TensorSpec> infer(Op op) {
        try {
            return List.copyOf(op.type().infer(staticValues.context(op)));
        } catch (GraphException expected) {
            throw expected;
        } catch (RuntimeException bug) {
            throw new InternalException(op, "its shape function failed: " + bug, bug);
        }
    }

    private static void requireReferences(Op op) {
        for (int i = 0; i < op.inputs().size(); i++) {
            if (op.type().takesReference(i) && !op.input(i).isReference()) {
                throw new InvalidArgumentException(
                        op,
                        "Op requires that input " + i + " be a mutable tensor (a variable), but '"
                                + op.input(i).name() + "' is a value");
            }
        }
    }

    /** An output's shape has become better known, and with it, perhaps, values that follow from shapes. */
    synchronized void sharpened() {
        staticValues.forgetUnknown();
    }

    private String opName(String asked) {
        String name = asked;
        if (asked.endsWith("/")) {
            name = asked.substring(0, asked.length() - 1);
            if (ops.containsKey(name)) {
                throw new AlreadyExistsException("an op named '" + name + "' exists already");
            }
        }
        Names.requireOpName(name);
        return asked.endsWith("/") ? name : names.unique(name);
    }

    private void requireOwn(Op op, List<? extends Fetch> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            Fetch input = inputs.get(i);
            if (input.op().graph() != this) {
                throw new InvalidArgumentException(
                        op,
                        input + " must be from the same graph: it was made in another one at "
                                + input.op().definedAt());
            }
        }
    }

    /** {@code name}, or {@code name_1}, {@code name_2}, ... if it is in use, by TensorFlow's rules; now it is in use. */
    public synchronized String uniqueName(String name) {
        return names.unique(name);
    }

    /**
     * Opens the name scope {@code name} inside {@code parent} (a scope with its trailing {@code /}, or the empty string)
     * and returns it with its trailing {@code /}. A name that ends in {@code /} is re-entered as it is; an empty one is
     * the root.
     */
    public synchronized String openScope(String parent, String name) {
        if (name.isEmpty() || name.endsWith("/")) {
            return name;
        }
        Names.requireScopeName(name, !parent.isEmpty());
        return names.unique(parent + name) + "/";
    }

    /** The ops, in the order of their creation. */
    public synchronized List<Op> ops() {
        List<Op> all = listed;
        if (all == null) {
            all = List.copyOf(ops.values());
            listed = all;
        }
        return all;
    }

    /** How many ops there are: what TensorFlow derives the seed of an unseeded random op from. */
    public synchronized int size() {
        return ops.size();
    }

    /**
     * The op of this name.
     *
     * @throws NotFoundException if there is none
     * @throws InvalidArgumentException if it is the name of an output
     */
    public synchronized Op op(String name) {
        Op op = ops.get(name);
        if (op == null) {
            throw name.contains(":")
                    ? new InvalidArgumentException("Name '" + name
                            + "' appears to refer to a Tensor, not an Operation: an op's name has no ':'")
                    : new NotFoundException("The name '" + name + "' refers to an Operation not in the graph.");
        }
        return op;
    }

    /**
     * The output of this name, {@code "z:0"}.
     *
     * @throws NotFoundException if there is no such op or output
     * @throws InvalidArgumentException if it is not the name of an output
     */
    public synchronized Output output(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < 0) {
            String what = ops.containsKey(name)
                    ? "' refers to an Operation, not a Tensor."
                    : "' looks like an (invalid) Operation name, not a Tensor.";
            throw new InvalidArgumentException("The name '" + name + what + " " + TENSOR_NAMES);
        }
        int index = outputIndex(name, name.substring(colon + 1));
        String opName = name.substring(0, colon);
        Op op = ops.get(opName);
        if (op == null) {
            throw new NotFoundException("The name '" + name
                    + "' refers to a Tensor which does not exist. The operation, '" + opName
                    + "', does not exist in the graph.");
        }
        if (index >= op.outputCount()) {
            throw new NotFoundException(
                    "The name '" + name + "' refers to a Tensor which does not exist. The operation, '" + opName
                            + "', exists but only has " + op.outputCount() + " outputs.");
        }
        return op.output(index);
    }

    private static int outputIndex(String name, String index) {
        if (!index.matches("[0-9]{1,9}")) {
            throw new InvalidArgumentException(
                    "The name '" + name + "' looks a like a Tensor name, but is not a valid one. " + TENSOR_NAMES);
        }
        return Integer.parseInt(index);
    }

    /** Makes a variable known: its reads can be found, and it joins TensorFlow's collections. */
    public synchronized void addVariable(Variable variable) {
        variables.put(variable.ref().op(), variable);
        addToCollection(GLOBAL_VARIABLES, variable);
        if (variable.trainable()) {
            addToCollection(TRAINABLE_VARIABLES, variable);
        }
    }

    /** All variables, in the order of their creation. */
    public synchronized List<Variable> variables() {
        return List.copyOf(variables.values());
    }

    /** The variable that {@code op} makes, or null if it makes none. */
    public synchronized @Nullable Variable variable(Op op) {
        return variables.get(op);
    }

    public synchronized void addToCollection(String name, Object value) {
        collections.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** The members of a collection, in order; none if nobody has added any. */
    public synchronized List<Object> collection(String name) {
        return List.copyOf(collections.getOrDefault(name, List.of()));
    }

    /** The members of a collection that are of this type. */
    public synchronized <T> List<T> collection(String name, Class<T> type) {
        return collection(name).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The names of the collections that have members, sorted. */
    public synchronized List<String> collectionNames() {
        return collections.keySet().stream().sorted().toList();
    }

    /** The graph-level seed of random ops, or null. */
    public synchronized @Nullable Long seed() {
        return seed;
    }

    /** TensorFlow's {@code tf.set_random_seed}: for random ops that are added from now on. */
    public synchronized void setSeed(@Nullable Long seed) {
        this.seed = seed;
    }

    /** The value of an output that is known without running the graph, or null. */
    public synchronized @Nullable Tensor constantValue(Output output) {
        return staticValues.value(output);
    }

    /** Forbids all further ops: TensorFlow's {@code graph.finalize()}. */
    public synchronized void finalizeGraph() {
        finalized = true;
    }

    public synchronized boolean isFinalized() {
        return finalized;
    }

    /** A table of the graph: how many ops of each type, and the variables with their sizes. */
    public String summary() {
        return GraphText.summary(this);
    }

    /** The graph in Graphviz' language, ops as boxes, values as arrows, control as dashed ones. */
    public String toDot() {
        return GraphText.dot(this);
    }

    /** The program: one op a line, {@code z = Add(MatMul:0, b/read:0)  float32 [?,16]}. */
    @Override
    public String toString() {
        return GraphText.program(this);
    }
}
