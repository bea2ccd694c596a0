package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.Toys.Add;
import org.headrace.core.Toys.Broken;
import org.headrace.core.Toys.Const;
import org.headrace.core.Toys.NoOp;
import org.headrace.core.Toys.Placeholder;
import org.headrace.core.Toys.VariableV2;
import org.junit.jupiter.api.Test;

/** Building, looking up, printing. Texts of look-ups and of printed symbols are TensorFlow 1.15's. */
class GraphTest {
    private final Toys toys = new Toys();
    private final Graph graph = toys.graph;

    @Test
    void infersShapesWhileTheGraphIsBuilt() {
        Output sum = toys.add(toys.placeholder("x", -1, 3), toys.placeholder("y", 2, -1));
        assertThat(sum.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(sum.dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void anOpIsFoundByItsName() {
        Op x = toys.op(new Placeholder(DType.FLOAT32, Shape.scalar()), "x");
        assertThat(graph.op("x")).isSameAs(x);
        assertThatThrownBy(() -> graph.op("y"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("The name 'y' refers to an Operation not in the graph.");
        assertThatThrownBy(() -> graph.op("x:0"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Name 'x:0' appears to refer to a Tensor, not a");
    }

    @Test
    void anOutputIsFoundByItsName() {
        Output v = toys.placeholder("v");
        assertThat(graph.output("v:0")).isEqualTo(v);
        assertThatThrownBy(() -> graph.output("v"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("The name 'v' refers to an Operation, not a Tensor. "
                        + "Tensor names must be of the form \"<op_name>:<output_index>\".");
        assertThatThrownBy(() -> graph.output("nope"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("The name 'nope' looks like an (invalid) Operation name, not a Tensor.");
        assertThatThrownBy(() -> graph.output("v:1"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("The name 'v:1' refers to a Tensor which does not exist. "
                        + "The operation, 'v', exists but only has 1 outputs.");
        assertThatThrownBy(() -> graph.output("nope:0"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("The name 'nope:0' refers to a Tensor which does not exist. "
                        + "The operation, 'nope', does not exist in the graph.");
        for (String bad : List.of("a:b", "v:", "v:+0", "v:-1", "v:4294967295", ":")) {
            assertThatThrownBy(() -> graph.output(bad))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("'" + bad + "' looks a like a Tensor name, but is not a valid one");
        }
    }

    @Test
    void opsOfTwoGraphsDoNotMix() {
        Output q = new Toys().placeholder("q");
        Output p = toys.placeholder("p");
        assertThatThrownBy(() -> toys.add(p, q))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Tensor(\"q:0\", shape=(), dtype=float32) must be from the same graph")
                .hasMessageContaining("GraphTest.java");
        assertThatThrownBy(() -> toys.after(new NoOp(), List.of(q.op())))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("must be from the same graph");
    }

    @Test
    void aFinalizedGraphTakesNoMoreOps() {
        toys.placeholder("x");
        graph.finalizeGraph();
        assertThat(graph.isFinalized()).isTrue();
        assertThatThrownBy(() -> toys.placeholder("y"))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageStartingWith("Graph is finalized and cannot be modified")
                .hasMessageContaining("GraphTest.java:");
        assertThat(graph.size()).isEqualTo(1);
    }

    @Test
    void anOpKnowsTheLineThatMadeIt() {
        Op op = toys.placeholder("x").op();
        int line = new Throwable().getStackTrace()[0].getLineNumber() - 1;
        assertThat(op.definedAt()).hasToString("GraphTest.java:" + line);
        assertThat(op.site()).isEqualTo("[Placeholder \"x\" at GraphTest.java:" + line + "]");
    }

    @Test
    void opsThatOneCallMakesCountAsMadeThere() {
        int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
        List<Op> ops = graph.atOneLine(() -> {
            Op first = toys.placeholder("first").op();
            return List.of(first, toys.placeholder("second").op());
        });
        Op later = toys.placeholder("later").op();

        assertThat(ops).allMatch(op -> op.definedAt().line() == line);
        assertThat(later.definedAt().line()).isEqualTo(line + 4);
    }

    @Test
    void errorsOfShapeFunctionsSayWhere() {
        Output a = toys.placeholder("a", 2);
        Output b = toys.placeholder("b", 3);
        assertThatThrownBy(() -> toys.add(a, b))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("[Add \"Add\" at GraphTest.java:")
                .hasMessageEndingWith("a is (2,), b is (3,)")
                .satisfies(e -> assertThat(((GraphException) e).op()).isNotNull());
        assertThat(graph.ops()).hasSize(2);
    }

    @Test
    void aMissingInputIsOurError() {
        Output a = toys.placeholder("a", 2);
        assertThatThrownBy(() -> toys.op(new Add(), "z", a))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("\"z\"")
                .hasMessageContaining("has 1 inputs, none of number 1");
    }

    @Test
    @SuppressWarnings("NullAway") // the mistake is the test
    void aNullInputIsOurError() {
        Output a = toys.placeholder("a", 2);
        assertThatThrownBy(() -> toys.op(new Add(), "z", a, null))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("input 1 of Add \"z\" at GraphTest.java:")
                .hasMessageEndingWith("is null");
        List<Op> controls = Arrays.asList(a.op(), null);
        assertThatThrownBy(() -> new OpDef(new NoOp(), "z", List.of(), controls, "", null))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("control input 1");
    }

    @Test
    void aBugInAShapeFunctionNamesItsOp() {
        var cause = new IllegalStateException("oops");
        assertThatThrownBy(() -> toys.op(new Broken("infer", () -> cause), "b"))
                .isInstanceOf(InternalException.class)
                .hasMessageStartingWith("[Broken \"b\" at GraphTest.java:")
                .hasCause(cause);
    }

    @Test
    void onlyVariablesCanBeAssigned() {
        Output value = toys.constant(1f);
        assertThatThrownBy(() -> toys.assign(value, value))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Op requires that input 0 be a mutable tensor (a variable), but 'Const:0' is a value");
    }

    @Test
    void anOutputOutOfRangeIsOurError() {
        Op op = toys.placeholder("x").op();
        assertThatThrownBy(() -> op.output(1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("has 1 outputs, none of number 1");
        assertThatThrownBy(() -> op.output(-1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> op.input(0)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void setShapeMergesWhatIsKnown() {
        Output x = toys.placeholder("x", -1, 3);
        x.setShape(Shape.of(2, -1));
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertThatThrownBy(() -> x.setShape(Shape.of(4, 3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("(4, 3)");
    }

    @Test
    void opsAreListedInTheOrderOfTheirCreation() {
        Output a = toys.placeholder("a");
        List<Op> before = graph.ops();
        Output b = toys.placeholder("b");
        assertThat(before).containsExactly(a.op());
        assertThat(graph.ops()).containsExactly(a.op(), b.op());
        assertThat(graph.ops()).isSameAs(graph.ops());
        assertThat(b.op().id()).isEqualTo(1);
    }

    @Test
    void collectionsKeepTheirOrder() {
        assertThat(graph.collection("losses")).isEmpty();
        graph.addToCollection("losses", "a");
        graph.addToCollection("losses", 2);
        graph.addToCollection("losses", "b");
        assertThat(graph.collection("losses")).containsExactly("a", 2, "b");
        assertThat(graph.collection("losses", String.class)).containsExactly("a", "b");
    }

    @Test
    void variablesJoinTensorFlowsCollections() {
        Output ref = toys.variable("W", 2);
        Output frozen = toys.variable("F", 3);
        Output init = toys.constant(new float[] {1, 2});
        var w = new Variable(ref, toys.identity(ref), toys.assign(ref, init).op(), init, true);
        var f = new Variable(
                frozen, toys.identity(frozen), toys.assign(frozen, frozen).op(), frozen, false);
        graph.addVariable(w);
        graph.addVariable(f);
        assertThat(graph.variables()).containsExactly(w, f);
        assertThat(graph.variable(ref.op())).isEqualTo(w);
        assertThat(graph.variable(init.op())).isNull();
        assertThat(graph.collection(Graph.GLOBAL_VARIABLES)).containsExactly(w, f);
        assertThat(graph.collection(Graph.TRAINABLE_VARIABLES)).containsExactly(w);
        assertThat(graph.summary()).contains("7 ops").contains("VariableV2").contains("2 trainable parameters");
    }

    @Test
    void theSeedIsForOpsToCome() {
        assertThat(graph.seed()).isNull();
        graph.setSeed(42L);
        assertThat(graph.seed()).isEqualTo(42L);
    }

    @Test
    void symbolsPrintAsTensorFlowPrintsThem() {
        Output mul =
                toys.op(new Placeholder(DType.INT32, Shape.scalar()), "Mul").output(0);
        assertThat(mul).hasToString("Tensor(\"Mul:0\", shape=(), dtype=int32)");
        Output input = toys.op(new Placeholder(DType.FLOAT32, Shape.unknown()), "INPUT")
                .output(0);
        assertThat(input).hasToString("Tensor(\"INPUT:0\", dtype=float32)");
        assertThat(input.repr()).isEqualTo("<tf.Tensor 'INPUT:0' shape=<unknown> dtype=float32>");
        Output x = toys.placeholder("xn", -1, 2);
        assertThat(x).hasToString("Tensor(\"xn:0\", shape=(?, 2), dtype=float32)");
        assertThat(x.repr()).isEqualTo("<tf.Tensor 'xn:0' shape=(?, 2) dtype=float32>");
        Op gpu = graph.add(new OpDef(new Const(Tensor.of(1f, 2f)), "c", List.of(), List.of(), "/device:GPU:0", null));
        assertThat(gpu.output(0)).hasToString("Tensor(\"c:0\", shape=(2,), dtype=float32, device=/device:GPU:0)");
    }

    @Test
    void variablesAndOperationsPrintAsTensorFlowPrintsThem() {
        Output w = toys.op(new VariableV2(DType.FLOAT32, Shape.of(2, 16)), "W").output(0);
        assertThat(w).hasToString("<tf.Variable 'W:0' shape=(2, 16) dtype=float32_ref>");
        assertThat(w.repr()).isEqualTo(w.toString());
        assertThat(toys.assign(w, toys.placeholder("x", 2, 16)))
                .hasToString("Tensor(\"Assign:0\", shape=(2, 16), dtype=float32_ref)");
        assertThat(toys.op(new NoOp(), "init")).hasToString("<tf.Operation 'init' type=NoOp>");
    }

    @Test
    void aGraphPrintsAsAProgram() {
        Output x = toys.placeholder("x", -1, 2);
        Output z = toys.op(new Add(), "z", x, x).output(0);
        toys.after(new NoOp(), List.of(z.op()));
        assertThat(graph.toString().lines()).contains("z = Add(x:0, x:0)  float32 [?,2]", "NoOp = NoOp(^z)  ");
    }

    @Test
    void aGraphPrintsForGraphviz() {
        Output x = toys.placeholder("x", -1, 2);
        Output z = toys.op(new Add(), "z", x, x).output(0);
        toys.after(new NoOp(), List.of(z.op()));
        assertThat(graph.toDot())
                .startsWith("digraph")
                .contains(
                        "\"z\" [label=\"z\\nAdd\"]",
                        "\"x\" -> \"z\" [label=\"[?,2]\"]",
                        "\"z\" -> \"NoOp\" [style=dashed]");
    }

    @Test
    void valuesAreKnownWithoutRunning() {
        Output one = toys.constant(new float[] {1, 2});
        Output sum = toys.add(one, one);
        assertThat(graph.constantValue(sum)).isEqualTo(Tensor.of(2f, 4f));
        assertThat(graph.constantValue(toys.placeholder("x", 2))).isNull();
    }

    @Test
    void aChainOfTenThousandOpsIsNoProblem() {
        Output x = toys.constant(new float[] {1});
        Output y = x;
        for (int i = 0; i < 10_000; i++) {
            y = toys.add(y, x);
        }
        assertThat(graph.constantValue(y)).isNull();
        try (var session = new Session(graph)) {
            assertThat(session.run(y)).isEqualTo(Tensor.of(new float[] {10_001}));
        }
    }
}
