package org.headrace.ops.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.STRING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.headrace.core.Graph;
import org.headrace.core.InternalException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnavailableException;
import org.headrace.ops.Gradient;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** Calls of Java functions; texts are those of TensorFlow 1.15's py_func. */
class PyFuncTest {
    private final Ops tf = Ops.on(new Graph());
    private final Output x = tf.placeholder(FLOAT32, Shape.unknown(), "x");

    private Tensor run(Output output, Object fed) {
        try (Session session = new Session(tf.graph())) {
            return session.feed(x, fed).run(output);
        }
    }

    private static Tensor sinh(Tensor value) {
        Tensor result = value.copy();
        for (int i = 0; i < result.size(); i++) {
            result.floats()[i] = (float) Math.sinh(result.floats()[i]);
        }
        return result;
    }

    @Test
    void aFunctionGivesValues() {
        Output y = tf.pyFunc(in -> sinh(in.get(0)), List.of(x), FLOAT32);
        assertThat(y).hasToString("Tensor(\"PyFunc:0\", dtype=float32)");
        assertThat(run(y, new float[] {0, 1})).isEqualTo(Tensor.of(0f, (float) Math.sinh(1)));
        assertThat(run(y, new float[2][0])).isEqualTo(Tensor.zeros(FLOAT32, Shape.of(2, 0)));
        assertThat(run(tf.add(y, 1), 0f)).isEqualTo(Tensor.of(1f));
    }

    /** Of arrays of just their size, which it may keep and change: those of the session stay as they are. */
    @Test
    void theFunctionGetsAndGivesCopies() {
        List<Tensor> kept = new ArrayList<>();
        Output doubled = tf.mul(x, 2);
        Output y = tf.pyFunc(
                in -> {
                    assertThat(in.get(0).floats()).hasSize(3);
                    in.get(0).floats()[0] = 100;
                    kept.add(in.get(0));
                    return in.get(0);
                },
                List.of(doubled),
                FLOAT32);
        Output z = tf.add(doubled, 0.5);
        try (Session session = new Session(tf.graph())) {
            var out = session.feed(x, new float[] {1, 2, 3}).run(y, z);
            kept.get(0).floats()[1] = -1;
            assertThat(out.get(y)).isEqualTo(Tensor.of(100f, 4f, 6f));
            assertThat(out.get(z)).isEqualTo(Tensor.of(2.5f, 4.5f, 6.5f));
        }
    }

    @Test
    void manyValuesOfAnyDtypesGoInAndOut() {
        Output text = tf.constant(new String[] {"a", "b"});
        List<Output> y = tf.pyFunc(
                in -> List.of(Tensor.of(in.get(1).size()), in.get(1).copy()), List.of(x, text), List.of(INT32, STRING));
        assertThat(run(y.get(0), 1f).toInt()).isEqualTo(2);
        assertThat(run(y.get(1), 1f)).isEqualTo(Tensor.of(new String[] {"a", "b"}));
        Output none = tf.pyFunc(in -> Tensor.of(in.size()), List.of(), INT32);
        assertThat(run(none, 1f).toInt()).isZero();
    }

    @Test
    void theStatefulIsCalledInEachRunAndTheStatelessOnceForConstants() {
        assertThat(callsOfTwoRuns(tf.constant(3f), true)).isEqualTo(2);
        assertThat(callsOfTwoRuns(x, true)).isEqualTo(2);
        assertThat(callsOfTwoRuns(x, false)).isEqualTo(2);
        assertThat(callsOfTwoRuns(tf.constant(3f), false)).isZero();
    }

    /** How often the function is called in two runs after a first one. */
    private int callsOfTwoRuns(Output input, boolean stateful) {
        AtomicInteger calls = new AtomicInteger();
        Function<List<Tensor>, List<Tensor>> counting = in -> {
            calls.incrementAndGet();
            return List.of(in.get(0));
        };
        Output counted =
                tf.pyFunc(counting, List.of(input), List.of(FLOAT32), stateful).get(0);
        try (Session session = new Session(tf.graph())) {
            var fed = session.feed(x, 3f);
            fed.run(counted);
            calls.set(0);
            for (int i = 0; i < 2; i++) {
                assertThat(fed.run(counted)).isEqualTo(Tensor.of(3f));
            }
        }
        return calls.get();
    }

    @Test
    void whatDoesNotFitIsAnErrorOfTheOp() {
        Tensor d = Tensor.of(1.0);
        assertFailure(tf.pyFunc(in -> List.of(d, d), List.of(x), List.of(FLOAT64))
                        .get(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("PyFunc \"PyFunc\" at PyFuncTest.java")
                .hasMessageContaining("pyfunc_1 returns 2 values, but expects to see 1 values");
        assertFailure(tf.pyFunc(in -> d, List.of(x), FLOAT32))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("0-th value returned by pyfunc_2 is float64, but expects float32");
        assertFailure(tf.pyFunc(in -> Collections.singletonList((Tensor) null), List.of(x), List.of(FLOAT32))
                        .get(0))
                .hasMessageContaining("is null, but expects float32");
    }

    @Test
    void whatTheFunctionThrowsIsKept() {
        RuntimeException[] thrown = {
            new IllegalArgumentException("bad"), new IllegalStateException("bad"), new UnavailableException("bad")
        };
        List<Class<? extends Exception>> expected =
                List.of(InvalidArgumentException.class, InternalException.class, UnavailableException.class);
        for (int i = 0; i < thrown.length; i++) {
            RuntimeException one = thrown[i];
            Output y = tf.withName("f" + i).pyFunc(in -> fail(one), List.of(x), FLOAT32);
            var failure = assertFailure(y).isInstanceOf(expected.get(i)).hasMessageContaining("bad");
            if (i < 2) {
                failure.hasMessageContaining("PyFunc \"f" + i + "\" at PyFuncTest.java")
                        .hasCause(one);
            } else {
                failure.isSameAs(one);
            }
        }
    }

    private static Tensor fail(RuntimeException thrown) {
        throw thrown;
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFailure(Output y) {
        return assertThatThrownBy(() -> run(y, 1f));
    }

    /** As TensorFlow's ops.NotDifferentiable("PyFunc") says. */
    @Test
    void noGradientFlowsThrough() {
        Op op = tf.pyFunc(in -> in.get(0), List.of(x), FLOAT32).op();
        assertThat(((NotDifferentiable) op.type()).gradient(tf, op, List.of(x))).containsExactly(Gradient.NONE);
    }

    @Test
    void theAttributesAreTensorFlows() {
        Op op = tf.pyFunc(in -> in, List.of(x, tf.constant(1)), List.of(FLOAT32, INT32))
                .get(0)
                .op();
        assertThat(op.type().name()).isEqualTo("PyFunc");
        assertThat(op.type().attributes(op))
                .isEqualTo(Map.of(
                        "token", "pyfunc_" + op.id(), "Tin", List.of(FLOAT32, INT32), "Tout", List.of(FLOAT32, INT32)));
        Op stateless =
                tf.pyFunc(in -> in, List.of(x), List.of(FLOAT32), false).get(0).op();
        assertThat(stateless.type().name()).isEqualTo("PyFuncStateless");
        assertThat(stateless.type().attributes(stateless)).containsOnlyKeys("token", "Tin", "Tout");
    }
}
