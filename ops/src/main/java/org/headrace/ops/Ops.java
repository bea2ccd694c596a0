package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.Fetch;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * Adds ops to a graph: TensorFlow's functions, in Java case. The most used are methods of this class (they live in the
 * interfaces it implements, by subject), the others are in groups: {@code tf.nn}, {@code tf.math}, {@code tf.random}, ...
 *
 * <p>Immutable: {@link #withName}, {@link #scope}, {@link #withDevice} and {@link #withControlDependencies} return another
 * {@code Ops} for the same graph. A variable given as input stands for its value.
 */
public class Ops
        implements SourceOps,
                ArithmeticOps,
                ReductionOps,
                StatisticsOps,
                ArrayOps,
                LayoutOps,
                IndexOps,
                UpdateOps,
                StateOps,
                ScatterOps,
                ControlOps,
                ClippingOps,
                ComplexOps {
    /** Activations, convolutions, losses' kernels: TensorFlow's {@code tf.nn}. */
    public final NnOps nn;
    /** The less used of mathematics: TensorFlow's {@code tf.math}. */
    public final MathOps math;
    /** The bits of integers: TensorFlow's {@code tf.bitwise}. */
    public final BitwiseOps bitwise;
    /** Random values: TensorFlow's {@code tf.random}. */
    public final RandomOps random;
    /** Matrices: TensorFlow's {@code tf.linalg}. */
    public final LinalgOps linalg;
    /** Fourier transforms: TensorFlow's {@code tf.signal}. */
    public final SignalOps signal;
    /** Losses over batches: TensorFlow's {@code tf.losses}. */
    public final LossOps losses;
    /** Initializers of variables: TensorFlow's {@code tf.initializers}. */
    public final InitializerOps initializers;
    /** Penalties on variables: TensorFlow's {@code tf.contrib.layers.l2_regularizer} and its like. */
    public final RegularizerOps regularizers;

    /** Tables from keys to values: TensorFlow's {@code tf.lookup}. */
    public final LookupOps lookup;
    /** Variables by handle: TensorFlow's {@code tf.raw_ops}. */
    public final ResourceOps resources;
    /** Sparse tensors: TensorFlow's {@code tf.sparse}. */
    public final SparseOps sparse;
    /** Strings: TensorFlow's {@code tf.strings}. */
    public final StringOps strings;
    /** Pictures: TensorFlow's {@code tf.image}. */
    public final ImageOps image;
    /** Files, and what is written in them: TensorFlow's {@code tf.io}. */
    public final IoOps io;

    private final Scope scope;

    /** Ops for this graph, at its root. */
    public static Ops on(Graph graph) {
        return new Ops(Scope.root(graph));
    }

    /** The same place as another {@code Ops}. For subclasses. */
    @SuppressWarnings("this-escape") // the groups only keep it
    protected Ops(Ops other) {
        this(other.scope);
    }

    @SuppressWarnings("this-escape") // the groups only keep it
    private Ops(Scope scope) {
        this.scope = scope;
        this.nn = new NnOps(this);
        this.math = new MathOps(this);
        this.bitwise = new BitwiseOps(this);
        this.random = new RandomOps(this);
        this.linalg = new LinalgOps(this);
        this.signal = new SignalOps(this);
        this.losses = new LossOps(this);
        this.lookup = new LookupOps(this);
        this.resources = new ResourceOps(this);
        this.sparse = new SparseOps(this);
        this.strings = new StringOps(this);
        this.image = new ImageOps(this);
        this.io = new IoOps(this);
        this.initializers = new InitializerOps();
        this.regularizers = new RegularizerOps(this);
    }

    Ops at(Scope other) {
        return new Ops(other);
    }

    Scope scope() {
        return scope;
    }

    @Override
    public Graph graph() {
        return scope.graph();
    }

    /** The next op gets this name, made unique, instead of its type's. */
    @Override
    public Ops withName(String name) {
        return at(scope.withName(name));
    }

    /**
     * Everything added to the result is named below {@code name}: TensorFlow's {@code tf.name_scope}. Opening the same name
     * again gives {@code name_1}; a name with a trailing {@code /} is re-entered as it is; an empty one is the root.
     */
    public Ops scope(String name) {
        return at(scope.withPrefix(graph().openScope(scope.prefix(), name)));
    }

    /** The name scope with its trailing {@code /}, empty at the root. */
    public String scopeName() {
        return scope.prefix();
    }

    /**
     * The names of {@code getVariable} are prefixed with {@code name}, and everything added is named below it as in
     * {@link #scope}: TensorFlow's {@code tf.variable_scope}. Opening it again gives the same variables' names below another
     * name scope: the variable {@code name/w}, the op {@code name_1/add}.
     */
    public Ops variableScope(String name) {
        return at(scope.openVariableScope(name, Reuse.NEVER, null, null));
    }

    /** The same; {@code reuse} says how {@code getVariable} treats names that exist, in scopes inside this one too. */
    public Ops variableScope(String name, Reuse reuse) {
        return at(scope.openVariableScope(name, reuse, null, null));
    }

    /** The same; variables that bring no initializer of their own get this one. */
    public Ops variableScope(String name, Reuse reuse, Initializer initializer) {
        return at(scope.openVariableScope(name, reuse, initializer, null));
    }

    /** The same; {@code getVariable} puts a penalty on each new variable. Null leaves either as it is outside. */
    public Ops variableScope(
            String name, Reuse reuse, @Nullable Initializer initializer, @Nullable Regularizer regularizer) {
        return at(scope.openVariableScope(name, reuse, initializer, regularizer));
    }

    /**
     * Opens a variable scope for a layer: named as {@code withName} said, else {@code defaultName}, {@code defaultName_1},
     * ..., the first that has not been opened inside this scope. TensorFlow's {@code tf.variable_scope(name, default_name)}.
     */
    public Ops defaultVariableScope(String defaultName) {
        return at(scope.openDefaultVariableScope(defaultName));
    }

    /** What {@code getVariable} puts before names, with its trailing {@code /}, empty at the root. */
    public String variableScopeName() {
        return scope.variableScope().prefix();
    }

    /** New ops carry this device: {@code "/cpu:0"}, {@code "/job:worker/task:1"}; fields given here replace those outside. */
    public Ops withDevice(@Nullable String device) {
        return at(scope.withDevice(Devices.merge(scope.device(), device)));
    }

    /** New ops run after these; none given clears what is in force. TensorFlow's {@code tf.control_dependencies}. */
    public Ops withControlDependencies(Fetch... before) {
        return withControlDependencies(Arrays.asList(before));
    }

    /** New ops run after these; none given clears what is in force. TensorFlow's {@code tf.control_dependencies}. */
    public Ops withControlDependencies(List<? extends Fetch> before) {
        List<Op> ops = new ArrayList<>(before.size());
        for (Fetch fetch : before) {
            ops.add(fetch.op());
        }
        return at(scope.withControls(ops));
    }

    /** New ops are placed beside {@code op}: TensorFlow's {@code tf.colocate_with}. */
    public Ops colocatedWith(@Nullable Op op) {
        return at(scope.colocatedWith(op));
    }

    /** A part of {@code value}, of this size, from a place drawn at random: TensorFlow's {@code tf.random_crop}. */
    public Output randomCrop(Output value, int[] size, @Nullable Long seed) {
        return random.randomCrop(value, size, seed);
    }

    /** The eigenvalues and eigenvectors of Hermitian matrices: TensorFlow's {@code tf.self_adjoint_eig}. */
    public List<Output> selfAdjointEig(Output tensor) {
        return linalg.eigh(tensor);
    }

    /** The singular values and vectors of matrices, {@code s, u, v}: TensorFlow's {@code tf.svd}. */
    public List<Output> svd(Output tensor) {
        return linalg.svd(tensor);
    }

    @Override
    public Output add(OpType type, Output... inputs) {
        return addOp(type, inputs).output(0);
    }

    @Override
    public Op addOp(OpType type, Output... inputs) {
        return scope.add(type, List.of(inputs));
    }

    @Override
    public Ops scoped(String defaultName) {
        return at(scope.open(defaultName));
    }

    @Override
    public Output finish(OpType type, Output... inputs) {
        return scope.finish(type, List.of(inputs)).output(0);
    }

    @Override
    public Output constant(Tensor value, String name) {
        return withName(name).add(new Const(value));
    }

    /** The graph's text. */
    @Override
    public String toString() {
        return graph().toString();
    }
}
