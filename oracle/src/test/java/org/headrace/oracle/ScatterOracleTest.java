package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.headrace.autodiff.cases.Closeness;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ops that change parts of variables, in TensorFlow 1.15 and here. */
class ScatterOracleTest {
    private static final double[] FIRST = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    private static final double[] UPDATES = {2, 3, 4, 5, 6, 7, 1, 2, 3};

    /** Changes a variable. */
    @FunctionalInterface
    interface Change {
        Output add(Ops tf, Output ref);
    }

    static Stream<Arguments> changes() {
        List<DType> real = List.of(
                DType.FLOAT32,
                DType.FLOAT64,
                DType.FLOAT16,
                DType.BFLOAT16,
                DType.INT8,
                DType.INT16,
                DType.INT32,
                DType.INT64,
                DType.UINT8,
                DType.UINT16);
        List<DType> comparable = List.of(DType.FLOAT32, DType.FLOAT64, DType.FLOAT16, DType.INT32, DType.INT64);
        return Stream.of(
                        rows("ScatterMul", real, (tf, v) -> tf.scatterMul(v, rows(tf), updates(tf, v))),
                        rows("ScatterDiv", real, (tf, v) -> tf.scatterDiv(v, rows(tf), updates(tf, v))),
                        rows("ScatterMin", comparable, (tf, v) -> tf.scatterMin(v, rows(tf), updates(tf, v))),
                        rows("ScatterMax", comparable, (tf, v) -> tf.scatterMax(v, rows(tf), updates(tf, v))),
                        rows("ScatterMul, scalar", real, (tf, v) -> tf.scatterMul(v, rows(tf), scalar(tf, v))),
                        rows("ScatterUpdate, scalar", real, (tf, v) -> tf.scatterUpdate(v, rows(tf), scalar(tf, v))),
                        rows("ScatterAdd, scalar", real, (tf, v) -> tf.scatterAdd(v, rows(tf), scalar(tf, v))),
                        rows("ScatterNdUpdate", real, (tf, v) -> tf.scatterNdUpdate(v, elements(tf), three(tf, v))),
                        rows("ScatterNdAdd", real, (tf, v) -> tf.scatterNdAdd(v, elements(tf), three(tf, v))),
                        rows("ScatterNdSub", real, (tf, v) -> tf.scatterNdSub(v, elements(tf), three(tf, v))),
                        rows(
                                "StridedSliceAssign",
                                real,
                                (tf, v) -> tf.assignSlice(v, three(tf, v), Slice.range(1, 4), Slice.at(-1))),
                        rows(
                                "StridedSliceAssign, backwards",
                                real,
                                (tf, v) -> tf.assignSlice(
                                        v, tf.reshape(three(tf, v), 1, 3), Slice.from(3), Slice.every(-1))))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> rows(String name, List<DType> dtypes, Change change) {
        return dtypes.stream().map(dtype -> Arguments.of(name, dtype, change));
    }

    private static Output rows(Ops tf) {
        return tf.constant(new int[] {2, 0, 2});
    }

    private static Output elements(Ops tf) {
        return tf.constant(new long[][] {{2, 1}, {0, 0}, {3, 2}});
    }

    private static Output updates(Ops tf, Output ref) {
        return tf.constant(Tensor.of(ref.dtype(), UPDATES).reshape(Shape.of(3, 3)));
    }

    private static Output three(Ops tf, Output ref) {
        return tf.constant(Tensor.of(ref.dtype(), new double[] {7, 1, 3}));
    }

    private static Output scalar(Ops tf, Output ref) {
        return tf.constant(ref.dtype(), 3);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("changes")
    void changesVariablesAsTensorFlowDoes(String name, DType dtype, Change change) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Output v = tf.variable(tf.constant(Tensor.of(dtype, FIRST).reshape(Shape.of(4, 3))), "v");
        Output changed = change.add(tf, v);
        var init = tf.globalVariablesInitializer();
        Tensor ours;
        try (var session = new Session(graph)) {
            session.run(init);
            ours = session.run(changed);
        }
        try (var tensorFlow = new GraphOracle(graph)) {
            tensorFlow.run(List.of(), init);
            Tensor theirs = tensorFlow.run(List.of(changed)).get(0);
            assertThat(Closeness.difference(ours, theirs, 0)).isNull();
        }
    }

    @Test
    void complexRowsMultiplyAndDivideAsTensorFlows() {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Tensor first = Tensor.wrap(DType.COMPLEX64, Shape.of(2, 1), new float[] {1, 2, 3, -4});
        Tensor updates = Tensor.wrap(DType.COMPLEX64, Shape.of(1, 1), new float[] {3, 4});
        Output v = tf.variable(tf.constant(first), "v");
        Output w = tf.variable(tf.constant(first), "w");
        List<Output> changed = List.of(
                tf.scatterMul(v, tf.constant(new int[] {1}), tf.constant(updates)),
                tf.scatterDiv(w, tf.constant(new int[] {1}), tf.constant(updates)));
        var init = tf.globalVariablesInitializer();
        try (var session = new Session(graph);
                var tensorFlow = new GraphOracle(graph)) {
            session.run(init);
            tensorFlow.run(List.of(), init);
            var ours = session.run(changed);
            assertThat(tensorFlow.run(changed)).containsExactly(ours.get(0), ours.get(1));
        }
    }

    @Test
    void countersAndTemporaryVariablesGoAsTensorFlows() {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Output counter = tf.variable(tf.constant(5L), "counter");
        Output count = tf.countUpTo(counter, 8);
        Output temporary = tf.temporaryVariable(Shape.of(2), DType.FLOAT32);
        Output sum =
                tf.assignAdd(tf.assign(temporary, tf.constant(new float[] {1, 2})), tf.constant(new float[] {3, 4}));
        Output last = tf.destroyTemporaryVariable(sum);
        var init = tf.globalVariablesInitializer();
        try (var session = new Session(graph);
                var tensorFlow = new GraphOracle(graph)) {
            session.run(init);
            tensorFlow.run(List.of(), init);
            for (int i = 0; i < 2; i++) {
                assertThat(tensorFlow.run(List.of(count))).containsExactly(session.run(count));
                assertThat(tensorFlow.run(List.of(last))).containsExactly(session.run(last));
            }
        }
    }
}
