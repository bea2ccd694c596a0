package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.headrace.core.Toys.Broken;
import org.headrace.core.Toys.Counted;
import org.headrace.core.Toys.Counter;
import org.headrace.core.Toys.NoOp;
import org.headrace.core.Toys.Placeholder;
import org.headrace.core.Toys.Positive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run does and gives. */
class SessionTest {
    private final Toys toys = new Toys();
    private final Session session = new Session(toys.graph);

    @AfterEach
    void close() {
        session.close();
    }

    private Output counted(AtomicInteger runs, Output x) {
        return toys.out(new Counted(runs), x);
    }

    @Test
    void runsOnlyWhatIsNeededAndEachOnce() {
        var needed = new AtomicInteger();
        var idle = new AtomicInteger();
        Output x = toys.placeholder("x", 2);
        Output a = counted(needed, x);
        counted(idle, x);
        Output sum = toys.add(a, toys.add(a, a));
        assertThat(needed).hasValue(0);
        Fetched fetched = session.feed(x, new float[] {1, 2}).run(sum, a, sum);
        assertThat(fetched.get(0)).isEqualTo(Tensor.of(3f, 6f));
        assertThat(fetched.get(sum)).isEqualTo(fetched.get(2));
        assertThat(needed).hasValue(1);
        assertThat(idle).hasValue(0);
    }

    @Test
    void eachRunStartsAnew() {
        Output count = toys.out(new Counter());
        assertThat(session.run(count).toInt()).isEqualTo(1);
        assertThat(session.run(count).toInt()).isEqualTo(2);
        assertThat(session.run(toys.identity(count)).toInt()).isEqualTo(3);
        try (var other = new Session(toys.graph)) {
            assertThat(other.run(count).toInt()).isEqualTo(1);
        }
    }

    @Test
    void feedingCutsTheGraph() {
        var runs = new AtomicInteger();
        Output x = toys.placeholder("x", 2);
        Output middle = counted(runs, x);
        Output y = toys.add(middle, middle);
        assertThat(session.feed(middle, new float[] {1, 2}).run(y)).isEqualTo(Tensor.of(2f, 4f));
        assertThat(runs).hasValue(0);
    }

    @Test
    void constantsAndVariablesCanBeFed() {
        Output c = toys.constant(new float[] {1, 1});
        Output v = toys.variable("v", 2);
        Output y = toys.add(toys.add(c, c), toys.identity(v));
        session.run(toys.assign(v, c).op());
        assertThat(session.run(y)).isEqualTo(Tensor.of(3f, 3f));
        assertThat(session.feed(c, new float[] {2, 3}).run(y)).isEqualTo(Tensor.of(5f, 7f));
        assertThat(session.feed(v, new float[] {5, 6}).run(y)).isEqualTo(Tensor.of(7f, 8f));
        assertThat(session.run(v)).as("the variable itself").isEqualTo(Tensor.of(1f, 1f));
    }

    @Test
    void aFedVariableCannotBeAssigned() {
        Output v = toys.variable("v", 2);
        Output assign = toys.assign(v, toys.constant(new float[] {1, 2}));
        assertThatThrownBy(() -> session.feed(v, new float[] {3, 4}).run(assign.op()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("[Assign \"Assign\" at SessionTest.java:")
                .hasMessageContaining("'v:0' itself, for which this run feeds a value");
    }

    @Test
    void whatIsFedAndFetchedComesBack() {
        Output x = toys.placeholder("x", -1);
        float[] given = {1, 2};
        Tensor wrapped = Tensor.wrap(Shape.of(2), given);
        Tensor back = session.feed(x, wrapped).run(x);
        given[0] = 9;
        assertThat(back).isEqualTo(Tensor.of(1f, 2f));
    }

    @Test
    void resultsStayAsTheyAre() {
        Output x = toys.placeholder("x", -1);
        Output v = toys.variable("v", 2);
        Output view = toys.identity(x);
        Output sum = toys.add(view, view);
        Output read = toys.identity(v);
        Op bump = toys.assignAdd(v, toys.constant(new float[] {1, 1})).op();
        session.run(toys.assign(v, toys.constant(new float[] {1, 2})).op());
        float[] given = {1, 2};
        Fetched first = session.feed(x, Tensor.wrap(Shape.of(2), given)).run(view, sum, read, v);
        given[0] = 9;
        session.run(bump);
        session.feed(x, new float[] {7, 7}).run(view, sum, read, v);
        session.close();
        assertThat(first.get(view)).isEqualTo(Tensor.of(1f, 2f));
        assertThat(first.get(sum)).isEqualTo(Tensor.of(2f, 4f));
        assertThat(first.get(read)).isEqualTo(Tensor.of(1f, 2f));
        assertThat(first.get(v)).isEqualTo(Tensor.of(1f, 2f));
    }

    @Test
    void opsAreRunForTheirEffect() {
        Output v = toys.variable("v", 2);
        Op init = toys.assign(v, toys.constant(new float[] {1, 2})).op();
        Op group = toys.after(new NoOp(), List.of(init));
        Fetched fetched = session.run(group);
        assertThat(session.run(v)).isEqualTo(Tensor.of(1f, 2f));
        assertThatThrownBy(() -> fetched.get(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("was fetched as an op and has no value");
    }

    @Test
    void namesWillDo() {
        Output x = toys.placeholder("x");
        toys.op(new Toys.Add(), "z", x, x);
        assertThat(session.feed("x:0", 2f).run("z:0", "z").get("z:0").toFloat()).isEqualTo(4f);
        assertThat(session.run(List.of(toys.graph.output("z:0")), Map.of("x:0", 1))
                        .get(0)
                        .toFloat())
                .isEqualTo(2f);
        assertThat(session.run(toys.graph.output("z:0"), Map.of(x, 1)).toFloat())
                .isEqualTo(2f);
        assertThatThrownBy(() -> session.run("nope:0")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> session.run("nope")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> session.feed("x", 2f)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void anEmptyListRunsNothing() {
        toys.op(new Broken("run", IllegalStateException::new), "b");
        assertThat(session.run(List.of()).size()).isZero();
    }

    @Test
    void whatWasNotFetchedIsSaidByName() {
        Output x = toys.constant(1f);
        Fetched fetched = session.run(List.of(x));
        assertThatThrownBy(() -> fetched.get("y:0"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("'y:0' was not fetched: fetched were [Const:0]");
        assertThatThrownBy(() -> fetched.get(toys.constant(2f))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> fetched.get(1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> fetched.get(-1)).isInstanceOf(InvalidArgumentException.class);
        assertThat(fetched.toString()).startsWith("Const:0 = 1.0");
    }

    @Test
    void aMissingFeedMattersOnlyWhereItIsNeeded() {
        Output x = toys.placeholder("TARGET");
        Output y = toys.add(x, x);
        assertThat(session.run(toys.constant(1f)).toFloat()).isEqualTo(1f);
        assertThatThrownBy(() -> session.run(y))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("You must feed a value for placeholder tensor 'TARGET'");
    }

    @Test
    void aFeedMustFitShapeAndDType() {
        Output x = toys.placeholder("xn", -1, 2);
        assertThatThrownBy(() -> session.feed(x, new float[3][3]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageEndingWith("Cannot feed value of shape (3, 3) for Tensor 'xn:0', which has shape '(?, 2)'");
        Output i = toys.op(new Placeholder(DType.INT32, Shape.scalar()), "i").output(0);
        assertThatThrownBy(() -> session.feed(i, 2.7))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("[Placeholder \"i\" at SessionTest.java:")
                .hasMessageContaining("'i:0' of int32 []")
                .hasMessageContaining("2.7");
        assertThatThrownBy(() -> session.feed(i, x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("The value of a feed cannot be an output of the graph");
    }

    @Test
    @SuppressWarnings("NullAway") // the mistake is the test
    void nullIsRefusedByName() {
        Output x = toys.placeholder("x");
        List<Output> fetches = new ArrayList<>(Arrays.asList(x, null));
        assertThatThrownBy(() -> session.run(fetches))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Fetch number 1 is null");
        assertThatThrownBy(() -> session.feed(x, null)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> session.feed((Output) null, 1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> session.prepare(fetches, List.of())).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> session.prepare(List.of(), fetches)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> session.run(x, Map.of(3, 1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Cannot interpret feed_dict entry 3 = 1");
    }

    @Test
    void symbolsOfAnotherGraphAreRefused() {
        Output x = new Toys().placeholder("x");
        assertThatThrownBy(() -> session.run(x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is not an element of this session's graph");
        assertThatThrownBy(() -> session.feed(x, 1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aClosedSessionSaysSo() {
        Output x = toys.constant(1f);
        PreparedRun prepared = session.prepare(List.of(x), List.of());
        session.close();
        session.close();
        assertThatThrownBy(() -> session.run(x))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessage("Attempted to use a closed Session.");
        assertThatThrownBy(prepared::run).isInstanceOf(FailedPreconditionException.class);
    }

    @Test
    void anUninitializedVariableSaysSo() {
        Output w = toys.variable("WEIGHTS", 2);
        Output read = toys.identity(w);
        Output sum = toys.add(w, read);
        Output bump = toys.assignAdd(w, toys.constant(new float[] {1, 1}));
        for (Fetch fetch : List.of(w, read, sum, bump, bump.op())) {
            assertThatThrownBy(() -> session.run(fetch))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Attempting to use uninitialized value WEIGHTS");
        }
    }

    @Test
    void aKernelsBugNamesItsOp() {
        for (String where : List.of("kernel", "run")) {
            for (RuntimeException bug : List.of(new NullPointerException(), new ArrayIndexOutOfBoundsException(7))) {
                Op op = toys.op(new Broken(where, () -> bug), "bad");
                assertThatThrownBy(() -> session.run(op))
                        .isInstanceOf(InternalException.class)
                        .hasMessageStartingWith("[Broken \"" + op.name() + "\" at SessionTest.java:")
                        .hasCause(bug)
                        .satisfies(e -> assertThat(((GraphException) e).op()).isSameAs(op));
            }
        }
    }

    @Test
    void aFailedRunLeavesTheSessionUsable() {
        Output x = toys.placeholder("x", -1);
        Output v = toys.variable("v", 1);
        session.run(toys.assign(v, toys.constant(new float[] {1})).op());
        Output sum = toys.add(x, v);
        assertThatThrownBy(() -> session.feed(x, new float[] {1, 2}).run(sum))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(session.feed(x, new float[] {1}).run(sum)).isEqualTo(Tensor.of(new float[] {2}));
    }

    @Test
    void theMemoryLimitHoldsAndNamesTheOp() {
        try (var small = new Session(toys.graph, SessionConfig.defaults().withMemoryLimit(4000))) {
            Output x = toys.placeholder("x", -1);
            Output two = toys.add(x, x);
            Output sum = toys.op(new Toys.Add(), "large", two, two).output(0);
            assertThat(small.feed(x, new float[400]).run(sum).size()).isEqualTo(400);
            assertThatThrownBy(() -> small.feed(x, new float[600]).run(sum))
                    .isInstanceOf(ResourceExhaustedException.class)
                    .hasMessageStartingWith("[Add \"large\" at SessionTest.java:")
                    .hasMessageContaining("2400 bytes")
                    .hasMessageContaining("limit of 4000 leaves 1600");
            assertThat(small.feed(x, new float[10]).run(sum).size()).isEqualTo(10);
        }
    }

    @Test
    void theMemoryLimitCountsValuesOfUnforeseenShapesToo() {
        try (var small = new Session(toys.graph, SessionConfig.defaults().withMemoryLimit(4000))) {
            Output x = toys.placeholder("x", -1);
            Output positive = toys.out(new Positive(), x);
            Output twice = toys.op(new Toys.Add(), "twice", positive, positive).output(0);
            float[] ones = new float[600];
            Arrays.fill(ones, 1);
            assertThatThrownBy(() -> small.feed(x, ones).run(twice))
                    .isInstanceOf(ResourceExhaustedException.class)
                    .hasMessageStartingWith("[Add \"twice\"");
            for (int i = 0; i < 5; i++) {
                assertThat(small.feed(x, Arrays.copyOf(ones, 400)).run(twice).size())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void aLimitMustBePositive() {
        assertThatThrownBy(() -> new SessionConfig(0, 1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void shapesMayChangeFromRunToRun() {
        Output x = toys.placeholder("x", -1);
        Output sum = toys.add(toys.add(x, x), x);
        for (int run = 0; run < 100; run++) {
            int n = run * 7 % 40;
            float[] values = new float[n];
            Arrays.fill(values, run);
            float[] expected = new float[n];
            Arrays.fill(expected, 3 * run);
            assertThat(session.feed(x, values).run(sum)).isEqualTo(Tensor.of(expected));
        }
    }

    @Test
    void explainsWhatARunDoes() {
        Output x = toys.placeholder("x", -1);
        Output c = toys.constant(new float[] {1, 2});
        Output y = toys.op(new Toys.Add(), "y", x, toys.add(c, c)).output(0);
        assertThat(session.feed(x, new float[] {1, 2}).explain(y))
                .contains("kernel  Add[]  y  float32 [2]")
                .contains("1 steps do the work of 1 ops; 2 more are folded");
    }

    /** What its shapes tell of one output would not be what follows sees: the run writes both. */
    @Test
    void anOpOfWhichOneOutputIsUnknownGivesBothWhenItRuns() {
        record LengthAndCopy() implements StaticValue {
            @Override
            public List<TensorSpec> infer(InferContext in) {
                return List.of(TensorSpec.of(DType.FLOAT32), in.input(0));
            }

            @Override
            public @Nullable Tensor staticValue(InferContext in, int output) {
                return output == 0 ? Tensor.of((float) in.shape(0).dim(0)) : null;
            }

            @Override
            public Kernel kernel(Signature signature) {
                return context -> {
                    context.output(0).floats()[0] = context.input(0).size();
                    context.output(1).setFrom(context.input(0));
                };
            }
        }
        Output x = toys.placeholder("x", -1);
        Op both = toys.op(new LengthAndCopy(), "both", x);
        Output twice =
                toys.op(new Toys.Add(), "twice", both.output(0), both.output(0)).output(0);

        assertThat(session.feed(x, new float[] {5, 6, 7}).explain(both.output(1), twice))
                .contains("2 steps do the work of 2 ops; 0 more are folded");
        assertThat(session.feed(x, new float[] {5, 6, 7}).run(twice)).isEqualTo(Tensor.of(6f));
    }

    @Test
    void constantsAreFoldedAndFoldingErrorsNameTheirOp() {
        var runs = new AtomicInteger();
        record Pure(AtomicInteger runs) implements OpType {
            @Override
            public List<TensorSpec> infer(InferContext in) {
                return List.of(in.input(0));
            }

            @Override
            public Kernel kernel(Signature signature) {
                return context -> {
                    runs.incrementAndGet();
                    if (context.input(0).toFloat() < 0) {
                        throw new ArithmeticException("negative");
                    }
                    context.output(0).setFrom(context.input(0));
                };
            }
        }
        Output folded = toys.out(new Pure(runs), toys.constant(1f));
        session.run(folded);
        session.run(folded);
        assertThat(runs).hasValue(1);
        Output bad = toys.op(new Pure(runs), "bad", toys.constant(-1f)).output(0);
        assertThat(toys.graph.constantValue(bad))
                .as("unknown, but no error yet")
                .isNull();
        assertThatThrownBy(() -> session.run(bad))
                .isInstanceOf(InternalException.class)
                .hasMessageStartingWith("[Pure \"bad\" at");
    }
}
