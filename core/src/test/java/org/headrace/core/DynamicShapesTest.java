package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.headrace.core.Toys.Const;
import org.headrace.core.Toys.Counted;
import org.headrace.core.Toys.Identity;
import org.headrace.core.Toys.Merge;
import org.headrace.core.Toys.Placeholder;
import org.headrace.core.Toys.Positive;
import org.headrace.core.Toys.Switch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shapes that depend on values, and branches that are not taken. */
class DynamicShapesTest {
    private final Toys toys = new Toys();
    private final Session session = new Session(toys.graph);
    private final Output x = toys.placeholder("x", -1);
    private final Output flag =
            toys.op(new Placeholder(DType.BOOL, Shape.scalar()), "flag").output(0);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aShapeMayDependOnValuesInTheMiddle() {
        Output twice = toys.add(x, x);
        Output positive = toys.out(new Positive(), twice);
        Output sum = toys.add(positive, toys.identity(positive));
        assertThat(sum.shape()).isEqualTo(Shape.of(-1));
        for (float[] values : new float[][] {{1, -1, 2}, {-1, -2, -3}, {1, 2, 3}, {1, -1, 2}}) {
            int n = 0;
            for (float value : values) {
                n += value > 0 ? 1 : 0;
            }
            Tensor result = session.feed(x, values).run(sum);
            assertThat(result.shape()).isEqualTo(Shape.of(n));
        }
        assertThat(session.feed(x, new float[] {1, -1, 2}).run(sum)).isEqualTo(Tensor.of(4f, 8f));
    }

    @Test
    void resultsOfUnforeseenShapesStayAsTheyAre() {
        Output positive = toys.out(new Positive(), x);
        Tensor first = session.feed(x, new float[] {1, 2}).run(positive);
        session.feed(x, new float[] {7, 8}).run(positive);
        assertThat(first).isEqualTo(Tensor.of(1f, 2f));
        PreparedRun prepared = session.prepare(List.of(positive), List.of(x));
        assertThat(prepared.feed(0, new float[] {1, -2}).run().get(0)).isEqualTo(Tensor.of(new float[] {1}));
        assertThat(prepared.feed(0, new float[] {1, 2}).run().get(0)).isEqualTo(Tensor.of(1f, 2f));
    }

    /** Else all that follows, such as the sums of broadcasting gradients, would look for its shapes in every run. */
    @Test
    void anUnforeseenShapeIsFoldedIfTheValuesAreConstant() {
        Output positive = toys.out(new Positive(), toys.constant(new float[] {1, -1, 2}));
        Output sum = toys.add(positive, x);
        var feeds = session.feed(x, new float[] {10, 20});
        assertThat(feeds.run(sum)).isEqualTo(Tensor.of(11f, 22f));
        assertThat(feeds.explain(sum))
                .contains("1 steps do the work of 1 ops; 2 more are folded")
                .doesNotContain("dynamic");
    }

    /** The reshaped value is the buffer of {@code sum}, which must not serve {@code other} while it is in use. */
    @Test
    void aViewThatIsFoundInTheRunKeepsItsBuffer() {
        Output shape =
                toys.op(new Placeholder(DType.INT32, Shape.of(2)), "shape").output(0);
        Output sum = toys.add(x, x);
        Output matrix = toys.reshape(sum, shape);
        Output other = toys.add(toys.add(x, x), x);
        Output both = toys.add(matrix, toys.reshape(other, shape));
        assertThat(matrix.shape().hasRank()).isTrue();
        Tensor result = session.feed(x, new float[] {1, 2, 3, 4})
                .feed(shape, new int[] {2, 2})
                .run(both);
        assertThat(result).isEqualTo(Tensor.of((Object) new float[][] {{5, 10}, {15, 20}}));
    }

    @Test
    void onlyTheBranchTakenRuns() {
        var whenTrue = new AtomicInteger();
        var whenFalse = new AtomicInteger();
        Op route = toys.op(new Switch(), "route", x, flag);
        Output merged = toys.out(
                new Merge(),
                toys.out(new Counted(whenFalse), route.output(0)),
                toys.add(toys.out(new Counted(whenTrue), route.output(1)), route.output(1)));
        assertThat(session.feed(x, new float[] {1}).feed(flag, true).run(merged))
                .isEqualTo(Tensor.of(new float[] {2}));
        assertThat(whenTrue).hasValue(1);
        assertThat(whenFalse).hasValue(0);
        assertThat(session.feed(x, new float[] {1}).feed(flag, false).run(merged))
                .isEqualTo(Tensor.of(new float[] {1}));
        assertThat(whenFalse).hasValue(1);
    }

    @Test
    void deathTravelsAlongControlInputs() {
        Op route = toys.op(new Switch(), "route", flag, flag);
        Op whenFalse = toys.op(new Identity(), "switch_f", route.output(0));
        Op whenTrue = toys.op(new Identity(), "switch_t", route.output(1));
        Op no = toys.after(new Const(Tensor.of(0)), List.of(whenFalse));
        Op yes = toys.after(new Const(Tensor.of(1)), List.of(whenTrue));
        Output farther = toys.after(new Const(Tensor.of(2)), List.of(yes)).output(0);
        Output merged = toys.out(new Merge(), no.output(0), yes.output(0));
        for (int run = 0; run < 2; run++) {
            assertThat(session.feed(flag, true).run(merged)).isEqualTo(Tensor.of(1));
            assertThat(session.feed(flag, false).run(merged)).isEqualTo(Tensor.of(0));
            assertThat(session.feed(flag, true).run(farther)).isEqualTo(Tensor.of(2));
            assertThatThrownBy(() -> session.feed(flag, false).run(farther))
                    .isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void aVariableIsAssignedOnTheBranchTakenOnly() {
        Output v = toys.variable("v", 1);
        session.run(toys.assign(v, toys.constant(new float[] {1})).op());
        Op route = toys.op(new Switch(), "route", toys.constant(new float[] {10}), flag);
        Op add = toys.assignAdd(v, route.output(1)).op();
        session.feed(flag, false).run(add);
        assertThat(session.run(v)).isEqualTo(Tensor.of(new float[] {1}));
        session.feed(flag, true).run(add);
        assertThat(session.run(v)).isEqualTo(Tensor.of(new float[] {11}));
    }

    @Test
    void aReadThatIsRoutedIsARead() {
        Output v = toys.variable("v", 1);
        Output init = toys.constant(new float[] {1});
        session.run(toys.assign(v, init).op());
        Op route = toys.op(new Switch(), "route", toys.identity(v), flag);
        Op add = toys.assignAdd(v, init).op();
        Output late = toys.add(route.output(1), route.output(1));
        assertThat(session.feed(flag, true).run(late, add).get(late)).isEqualTo(Tensor.of(new float[] {2}));
        assertThat(session.run(v)).isEqualTo(Tensor.of(new float[] {2}));
    }

    /** The routed value is the buffer of {@code sum}, which must not serve {@code other} while it is in use. */
    @Test
    void aRoutedValueKeepsItsBuffer() {
        Output sum = toys.add(x, x);
        Op route = toys.op(new Switch(), "route", sum, flag);
        Output other = toys.add(toys.add(x, x), x);
        Output both = toys.add(route.output(1), other);
        assertThat(session.feed(x, new float[] {1, 2}).feed(flag, true).run(both))
                .isEqualTo(Tensor.of(5f, 10f));
    }

    @Test
    void aDeadFetchSaysSo() {
        Op route = toys.op(new Switch(), "route", x, flag);
        assertThatThrownBy(
                        () -> session.feed(x, new float[] {1}).feed(flag, true).run(route.output(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Retval[0] does not have value");
    }

    @Test
    void aFedOutputIsNeverDead() {
        Op route = toys.op(new Switch(), "route", x, flag);
        Output y = toys.identity(route.output(0));
        Output live = route.output(1);
        Fetched fetched = session.feed(x, new float[] {1})
                .feed(flag, true)
                .feed(route.output(0), new float[] {3})
                .run(y, live);
        assertThat(fetched.get(y)).isEqualTo(Tensor.of(new float[] {3}));
        assertThat(fetched.get(live)).isEqualTo(Tensor.of(new float[] {1}));
    }

    @Test
    void anOpThatGivesTooLittleOrTheWrongThingIsNamed() {
        record Careless(boolean wrong) implements Stateful {
            @Override
            public List<TensorSpec> infer(InferContext in) {
                return List.of(TensorSpec.of(DType.FLOAT32, -1));
            }

            @Override
            public Kernel kernel(Signature signature) {
                return context -> {
                    if (wrong) {
                        context.setOutput(0, Tensor.of(1, 2));
                    }
                };
            }
        }
        assertThatThrownBy(() -> session.run(toys.out(new Careless(false))))
                .isInstanceOf(InternalException.class)
                .hasMessageStartingWith("[Careless")
                .hasMessageEndingWith("left output 0 without a value");
        assertThatThrownBy(() -> session.run(toys.out(new Careless(true))))
                .isInstanceOf(InternalException.class)
                .hasMessageEndingWith("gave output 0 as int32 [2], its shape function had said float32 [?]");
    }
}
