package org.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.UINT8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.headrace.DefaultGraph;
import org.headrace.InteractiveSession;
import org.headrace.Tf;
import org.headrace.autodiff.Gradients;
import org.headrace.autodiff.Unconnected;
import org.headrace.core.AbortedException;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnavailableException;
import org.headrace.interop.CheckpointVersion;
import org.headrace.interop.Checkpoints;
import org.headrace.interop.EventReader;
import org.headrace.interop.Example;
import org.headrace.interop.GraphDefs;
import org.headrace.interop.Summary;
import org.headrace.interop.TfRecordReader;
import org.headrace.interop.TfRecordWriter;
import org.headrace.ops.Reuse;
import org.headrace.ops.Slice;
import org.headrace.ops.SparseOutput;
import org.headrace.ops.rnn.BasicLSTMCell;
import org.headrace.train.SaverOptions;
import org.headrace.train.checkpoint.RestoreSlice;
import org.headrace.train.data.CsvReader;
import org.headrace.train.data.Dataset;
import org.headrace.train.data.Element;
import org.headrace.train.data.Mnist;
import org.headrace.train.data.OutOfRangeException;
import org.headrace.train.hooks.CheckpointSaverHook;
import org.headrace.train.hooks.FeedFnHook;
import org.headrace.train.hooks.FinalOpsHook;
import org.headrace.train.hooks.LoggingTensorHook;
import org.headrace.train.hooks.MonitoredTraining;
import org.headrace.train.hooks.NanTensorHook;
import org.headrace.train.hooks.Scaffold;
import org.headrace.train.hooks.SecondOrStepTimer;
import org.headrace.train.hooks.StepCounterHook;
import org.headrace.train.hooks.StopAtStepHook;
import org.headrace.train.hooks.SummarySaverHook;
import org.headrace.train.keras.Dense;
import org.headrace.train.keras.Fit;
import org.headrace.train.keras.GRU;
import org.headrace.train.keras.InputLayer;
import org.headrace.train.keras.LSTM;
import org.headrace.train.keras.Layer;
import org.headrace.train.keras.SimpleRNN;
import org.headrace.train.summary.FileWriter;
import org.headrace.train.summary.TensorSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of "From TF1 to Headrace": its blocks, and every form in its tables. */
class FromTf1Test {
    private final Tf tf = Tf.create();

    @Test
    void aWholeScript() {
        float[][] xs = {{0, 1, 1}, {1, 1, 1}, {1, 1, 0}, {0, 1, 0}, {1, 0, 1}};
        float[][] ys = {{1}, {0.5f}, {0}, {0}, {0.7f}};
        // snippet: a whole script
        var tf = Tf.create();
        var x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "INPUT");
        var y = tf.placeholder(FLOAT32, Shape.of(-1, 1), "TARGET");
        var w = tf.variable(tf.random.normal(Shape.of(3, 1), 0, 0.3), "WEIGHTS");

        var prediction = tf.withName("OUTPUT").sigmoid(tf.matmul(x, w));
        var loss = tf.reduceMean(tf.square(tf.sub(prediction, y)));

        var derivative = tf.gradients(loss, w).get(0);
        var update = tf.withName("UPD_W").assign(w, tf.sub(w, tf.mul(0.01, derivative)));

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            for (int i = 0; i < 100; i++) {
                var out = session.feed(x, xs).feed(y, ys).run(update, loss);
                assertThat(out.get(loss).toFloat()).isBetween(0f, 1f);
            }
        }
        // end
    }

    @Test
    void graphsAndSessions(@TempDir Path folder) {
        var x = tf.placeholder(FLOAT32, Shape.of(-1), "x");
        var w = tf.variable(new float[] {1, 2}, "W");
        var y = tf.withName("z").mul(x, w);
        var loss = tf.reduceMean(y);
        var step = tf.train.gradientDescent(0.01).minimize(loss);
        float[] xs = {3, 4};
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(w).toFloatArray()).containsExactly(1, 2);
            assertThat(session.run(y, Map.of(x, xs)).toFloatArray()).containsExactly(3, 8);
            assertThat(session.run(List.of(y, loss), Map.of("x:0", xs))
                            .get(loss)
                            .toFloat())
                    .isEqualTo(5.5f);
            assertThat(session.feed(x, xs).run("z:0").get("z:0").toFloatArray()).containsExactly(3, 8);
            var out = session.feed(x, xs).run(step, loss);
            assertThat(out.get(loss).toFloat()).isEqualTo(5.5f);
            var run = session.prepare(List.of(y), List.of(x));
            run.feed(0, xs).run();
            assertThat(run.get(0).size()).isEqualTo(2);
        }
        var session = tf.session(SessionConfig.defaults().withMemoryLimit(1 << 30));
        session.close();
        assertThatThrownBy(() -> session.run(w))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessage("Attempted to use a closed Session.");

        assertThat(tf.graph().output("z:0")).isEqualTo(y);
        assertThat(tf.graph().op("z")).isEqualTo(y.op());
        assertThat(tf.graph().ops()).contains(y.op());
        assertThat(tf.graph().summary()).contains("Mul");
        assertThat(tf.graph().toDot()).contains("digraph");
        tf.graph().addToCollection("losses", loss);
        assertThat(tf.graph().collection("losses")).containsExactly(loss);
        Path file = folder.resolve("graph.pb");
        GraphDefs.write(tf.graph(), file);
        assertThat(file).isNotEmptyFile();
        tf.graph().finalizeGraph();
        assertThatThrownBy(() -> tf.neg(y)).isInstanceOf(FailedPreconditionException.class);
    }

    @Test
    void notebooks() {
        DefaultGraph.resetDefaultGraph();
        var tf = DefaultGraph.tf();
        var c = tf.mul(tf.constant(2), tf.constant(10));
        try (var sess = new InteractiveSession()) {
            assertThat(sess.eval(c)).hasToString("20");
            assertThat(sess.run(c).get(c)).hasToString("20");
        }
        DefaultGraph.resetDefaultGraph();
    }

    @Test
    void valuesThatGoIn() {
        assertThat(tf.constant(2).dtype()).isEqualTo(INT32);
        assertThat(tf.constant(2f).dtype()).isEqualTo(FLOAT32);
        assertThat(tf.constant(new float[][] {{1, 2}, {3, 4}}, "b").shape()).isEqualTo(Shape.of(2, 2));
        assertThat(tf.constant(INT64, new int[] {1, 2}).dtype()).isEqualTo(INT64);
        assertThat(tf.constant(0.1f, Shape.of(500)).shape()).isEqualTo(Shape.of(500));
        assertThat(tf.placeholder(FLOAT32, Shape.of(-1, 784), "x").shape()).hasToString("(?, 784)");
        assertThat(tf.placeholder(FLOAT32, Shape.of()).shape().isScalar()).isTrue();
        assertThat(tf.placeholder(FLOAT32).shape().hasRank()).isFalse();
        assertThat(tf.zeros(Shape.of(3)).dtype()).isEqualTo(FLOAT32);
        assertThat(tf.ones(Shape.of(3), INT32).dtype()).isEqualTo(INT32);
        var x = tf.constant(new float[] {1, 2});
        assertThat(tf.zerosLike(x).shape()).isEqualTo(x.shape());
        assertThat(tf.fill(Shape.of(2, 3), 9).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(tf.range(0, 10, 2).shape()).isEqualTo(Shape.of(5));
    }

    @Test
    void variables() {
        var v = tf.variable(3);
        var w = tf.variable(tf.random.normal(Shape.of(3, 1), 0, 0.3), "WEIGHTS");
        assertThat(v.name()).isEqualTo("Variable:0");
        assertThat(tf.getVariable("W1", Shape.of(25, 64), tf.initializers.xavier(1L))
                        .shape())
                .isEqualTo(Shape.of(25, 64));
        assertThat(tf.getVariable("b1", Shape.of(25, 1), tf.initializers.zeros())
                        .shape())
                .isEqualTo(Shape.of(25, 1));
        assertThat(tf.getVariable("W", new float[][] {{1, 2}}).name()).isEqualTo("W:0");
        var layer = tf.variableScope("layer");
        assertThat(layer.getVariable("w", Shape.of(2)).name()).isEqualTo("layer/w:0");
        assertThat(tf.variableScope("layer", Reuse.AUTO)
                        .getVariable("w", Shape.of(2))
                        .name())
                .isEqualTo("layer/w:0");
        assertThat(tf.globalVariables()).contains(v, w);
        assertThat(tf.trainableVariables()).contains(v, w);
        var init = tf.globalVariablesInitializer();
        var assigned = tf.assign(v, 7);
        var added = tf.assignAdd(v, 1);
        var subtracted = tf.assignSub(v, 2);
        var now = tf.withControlDependencies(added).readValue(v);
        try (var session = tf.session()) {
            assertThatThrownBy(() -> session.run(v)).hasMessageContaining("Attempting to use uninitialized value");
            session.run(init);
            assertThat(session.run(assigned).toInt()).isEqualTo(7);
            assertThat(session.run(subtracted).toInt()).isEqualTo(5);
            assertThat(session.run(now).toInt()).isEqualTo(6);
            assertThat(session.run(tf.isVariableInitialized(v)).toBoolean()).isTrue();
        }
    }

    @Test
    void arithmetic() {
        var x = tf.constant(new float[] {1, 2});
        var y = tf.constant(new float[] {3, 4});
        var n = tf.constant(7);
        try (var session = tf.session()) {
            assertThat(session.run(tf.add(x, y))).hasToString("[4. 6.]");
            assertThat(session.run(tf.sub(x, y))).hasToString("[-2. -2.]");
            assertThat(session.run(tf.mul(x, y))).hasToString("[3. 8.]");
            assertThat(session.run(tf.mul(x, 10))).hasToString("[10. 20.]");
            assertThat(session.run(tf.div(y, x))).hasToString("[3. 2.]");
            assertThat(session.run(tf.floorDiv(n, 2))).hasToString("3");
            assertThat(session.run(tf.mod(n, 4))).hasToString("3");
            assertThat(session.run(tf.pow(x, y))).hasToString("[ 1. 16.]");
            assertThat(session.run(tf.neg(x))).hasToString("[-1. -2.]");
            assertThat(session.run(tf.abs(x)).size()).isEqualTo(2);
            assertThat(session.run(tf.square(x))).hasToString("[1. 4.]");
            assertThat(session.run(tf.sqrt(x)).size()).isEqualTo(2);
            assertThat(session.run(tf.exp(x)).size()).isEqualTo(2);
            assertThat(session.run(tf.log(x)).size()).isEqualTo(2);
            assertThat(session.run(tf.math.atan2(x, y)).size()).isEqualTo(2);
            assertThat(session.run(tf.math.asinh(x)).size()).isEqualTo(2);
            assertThat(session.run(tf.math.xlogy(x, y)).size()).isEqualTo(2);
            assertThat(session.run(tf.bitwise.bitwiseAnd(n, n))).hasToString("7");
            assertThat(session.run(tf.maximum(x, y))).hasToString("[3. 4.]");
            assertThat(session.run(tf.minimum(x, y))).hasToString("[1. 2.]");
            assertThat(session.run(tf.equal(x, y))).hasToString("[False False]");
            assertThat(session.run(tf.greater(x, y))).hasToString("[False False]");
            assertThat(session.run(tf.logicalAnd(tf.less(x, y), tf.less(y, x)))).hasToString("[False False]");
            assertThat(session.run(tf.where(tf.less(x, y), x, y))).hasToString("[1. 2.]");
            assertThat(session.run(tf.cast(x, INT32))).hasToString("[1 2]");
            assertThat(session.run(tf.matmul(tf.reshape(x, 1, 2), tf.reshape(y, 2, 1))))
                    .hasToString("[[11.]]");
            var m = tf.constant(new float[][] {{1, 2}, {3, 4}});
            assertThat(session.run(tf.matmul(m, m, false, true))).hasToString("[[ 5. 11.]\n [11. 25.]]");
            assertThat(session.run(tf.reduceSum(m)).toFloat()).isEqualTo(10);
            assertThat(session.run(tf.reduceMean(m, 0))).hasToString("[2. 3.]");
            assertThat(session.run(tf.reduceMax(m, 1, true))).hasToString("[[2.]\n [4.]]");
            assertThat(session.run(tf.argmax(m, 1))).hasToString("[1 1]");
            assertThat(session.run(tf.addN(List.of(x, y, x)))).hasToString("[5. 8.]");
        }
    }

    @Test
    void linearAlgebra() {
        var m = tf.constant(new float[][] {{2, 1}, {1, 1}});
        var p = tf.constant(new float[][] {{4, 2}, {2, 5}});
        var x = tf.constant(new float[] {3, 1});
        var y = tf.constant(new float[] {4, 0});
        try (var session = tf.session()) {
            var l = tf.linalg.cholesky(p);
            assertThat(session.run(l)).hasToString("[[2. 0.]\n [1. 2.]]");
            assertThat(session.run(tf.linalg.choleskySolve(l, m)).size()).isEqualTo(4);
            assertThat(session.run(tf.linalg.inv(m))).hasToString("[[ 1. -1.]\n [-1.  2.]]");
            assertThat(session.run(tf.linalg.det(m)).toFloat()).isEqualTo(1);
            assertThat(session.run(tf.linalg.solve(m, m))).hasToString("[[1. 0.]\n [0. 1.]]");
            assertThat(session.run(tf.linalg.triangularSolve(m, m)).size()).isEqualTo(4);
            assertThat(session.run(tf.linalg.lstsq(m, m)).size()).isEqualTo(4);
            assertThat(tf.linalg.qr(m)).hasSize(2);
            assertThat(tf.linalg.eigh(p)).hasSize(2);
            assertThat(tf.linalg.svd(m)).hasSize(3);
            assertThat(session.run(tf.linalg.singularValues(m)).size()).isEqualTo(2);
            assertThat(tf.linalg.lu(m)).hasSize(2);
            assertThat(session.run(tf.linalg.sqrtm(p)).size()).isEqualTo(4);
            assertThat(session.run(tf.linalg.expm(m)).size()).isEqualTo(4);
            assertThat(session.run(tf.linalg.norm(m, 1, new int[] {-2, -1}, false))
                            .toFloat())
                    .isEqualTo(3);
            assertThat(session.run(tf.linalg.matrixTranspose(m))).isEqualTo(session.run(tf.linalg.adjoint(m)));
            var z = tf.complex(x, y);
            assertThat(session.run(tf.abs(z))).hasToString("[5. 1.]");
            assertThat(session.run(tf.real(z))).isEqualTo(session.run(tf.real(tf.conj(z))));
            assertThat(session.run(tf.angle(z)).size()).isEqualTo(2);
            assertThat(session.run(tf.real(tf.signal.fft(z)))).hasToString("[4. 2.]");
            assertThat(session.run(tf.real(tf.signal.rfft(x)))).hasToString("[4. 2.]");
            assertThat(session.run(tf.initializers.orthogonal().initialValue(tf, FLOAT32, Shape.of(3, 3)))
                            .size())
                    .isEqualTo(9);
        }
    }

    @Test
    void arrays() {
        var m = tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}});
        var labels = tf.constant(new int[] {1, 2, 0, 1});
        try (var session = tf.session()) {
            assertThat(m.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(session.run(tf.shape(m))).hasToString("[2 3]");
            assertThat(session.run(tf.reshape(m, 3, -1)).shape()).isEqualTo(Shape.of(3, 2));
            assertThat(session.run(tf.transpose(m)).shape()).isEqualTo(Shape.of(3, 2));
            assertThat(session.run(tf.transpose(m, 1, 0)).shape()).isEqualTo(Shape.of(3, 2));
            assertThat(session.run(tf.expandDims(m, 0)).shape()).isEqualTo(Shape.of(1, 2, 3));
            assertThat(session.run(tf.squeeze(tf.expandDims(m, 0))).shape()).isEqualTo(Shape.of(2, 3));
            assertThat(session.run(tf.concat(List.of(m, m), 0)).shape()).isEqualTo(Shape.of(4, 3));
            assertThat(session.run(tf.stack(List.of(m, m))).shape()).isEqualTo(Shape.of(2, 2, 3));
            assertThat(tf.unstack(m)).hasSize(2);
            assertThat(tf.split(m, 3, 1)).hasSize(3);
            assertThat(session.run(tf.gather(m, tf.constant(new int[] {1})))).hasToString("[[4. 5. 6.]]");
            assertThat(session.run(tf.oneHot(labels, 3)).shape()).isEqualTo(Shape.of(4, 3));
            assertThat(session.run(tf.tile(m, 2, 1)).shape()).isEqualTo(Shape.of(4, 3));
        }
    }

    @Test
    void rearranging() {
        var m = tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}});
        var image = tf.reshape(tf.range(16), 1, 4, 4, 1);
        try (var session = tf.session()) {
            assertThat(session.run(tf.roll(m, 1, 1))).hasToString("[[3. 1. 2.]\n [6. 4. 5.]]");
            assertThat(session.run(tf.reverseSequence(m, tf.constant(new int[] {3, 2}), 1, 0)))
                    .hasToString("[[3. 2. 1.]\n [5. 4. 6.]]");
            assertThat(session.run(tf.repeat(m, 2, 0)).shape()).isEqualTo(Shape.of(4, 3));
            assertThat(session.run(tf.meshgrid(tf.constant(new int[] {1, 2}), tf.constant(new int[] {3, 4}))
                            .get(1)))
                    .hasToString("[[3 3]\n [4 4]]");
            assertThat(session.run(tf.linspace(0f, 1f, 5))).hasToString("[0.   0.25 0.5  0.75 1.  ]");
            assertThat(session.run(tf.linalg.diag(m)).shape()).isEqualTo(Shape.of(2, 3, 3));
            assertThat(session.run(tf.linalg.diagPart(m))).hasToString("[1. 5.]");
            assertThat(session.run(tf.linalg.bandPart(m, -1, 0))).hasToString("[[1. 0. 0.]\n [4. 5. 0.]]");
            assertThat(session.run(tf.linalg.trace(m))).hasToString("6.0");
            assertThat(session.run(tf.linalg.eye(3)).shape()).isEqualTo(Shape.of(3, 3));
            assertThat(session.run(tf.linalg.tensordot(m, m, new int[] {1}, new int[] {1})))
                    .hasToString("[[14. 32.]\n [32. 77.]]");
            assertThat(session.run(tf.spaceToDepth(image, 2)).shape()).isEqualTo(Shape.of(1, 2, 2, 4));
            assertThat(session.run(tf.spaceToBatch(image, new int[][] {{0, 0}, {0, 0}}, 2))
                            .shape())
                    .isEqualTo(Shape.of(4, 2, 2, 1));
            assertThat(session.run(tf.extractImagePatches(
                                    image,
                                    new int[] {1, 2, 2, 1},
                                    new int[] {1, 2, 2, 1},
                                    new int[] {1, 1, 1, 1},
                                    "VALID"))
                            .shape())
                    .isEqualTo(Shape.of(1, 2, 2, 4));
        }
    }

    @Test
    void pickingAndPlacing() {
        var m = tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}});
        var labels = tf.constant(new int[] {1, 2, 0, 1});
        try (var session = tf.session()) {
            assertThat(session.run(tf.booleanMask(m, tf.constant(new boolean[] {true, false}))))
                    .hasToString("[[1. 2. 3.]]");
            assertThat(session.run(tf.sequenceMask(tf.constant(new int[] {1, 3}), 3)))
                    .hasToString("[[ True False False]\n [ True  True  True]]");
            assertThat(session.run(tf.gather(m, tf.constant(new int[][] {{0}, {1}}), 1, 1)))
                    .hasToString("[[1.]\n [5.]]");
            assertThat(session.run(
                            tf.tensorScatterUpdate(m, tf.constant(new int[][] {{0, 1}}), tf.constant(new float[] {7}))))
                    .hasToString("[[1. 7. 3.]\n [4. 5. 6.]]");
            assertThat(session.run(tf.whereV2(tf.greater(m, 2), m, tf.constant(0f))))
                    .hasToString("[[0. 0. 3.]\n [4. 5. 6.]]");
            assertThat(session.run(tf.uniqueWithCounts(labels).count())).hasToString("[2 1 1]");
            assertThat(session.run(tf.searchsorted(tf.constant(new int[] {1, 2, 4}), labels)))
                    .hasToString("[0 1 0 0]");
            assertThat(session.run(tf.unravelIndex(labels, tf.constant(new int[] {2, 2}))))
                    .hasToString("[[0 1 0 0]\n [1 0 0 1]]");
        }
    }

    @Test
    void partsOfVariables() {
        var r = tf.variable(new float[][] {{1, 2}, {3, 4}}, "r");
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(tf.scatterMul(r, tf.constant(new int[] {0}), tf.constant(new float[][] {{2, 2}})));
            session.run(tf.scatterNdUpdate(r, tf.constant(new int[][] {{0, 1}}), tf.constant(new float[] {5})));
            session.run(tf.assignSlice(r, tf.constant(new float[] {8, 9}), Slice.at(1)));
            assertThat(session.run(r)).hasToString("[[2. 5.]\n [8. 9.]]");
        }
    }

    @Test
    void indexing() {
        var m = tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}});
        try (var session = tf.session()) {
            assertThat(session.run(tf.stridedSlice(m, Slice.at(0)))).hasToString("[1. 2. 3.]");
            assertThat(session.run(tf.stridedSlice(m, Slice.at(0), Slice.at(1))))
                    .hasToString("2.0");
        }
    }

    @Test
    void networks() {
        var x = tf.constant(new float[][] {{1, -2, 3}});
        var labels = tf.constant(new float[][] {{0, 1, 0}});
        var classes = tf.constant(new int[] {1});
        try (var session = tf.session()) {
            assertThat(session.run(tf.nn.relu(x))).hasToString("[[1. 0. 3.]]");
            assertThat(session.run(tf.sigmoid(x)).size()).isEqualTo(3);
            assertThat(session.run(tf.tanh(x)).size()).isEqualTo(3);
            assertThat(session.run(tf.nn.softplus(x)).size()).isEqualTo(3);
            assertThat(session.run(tf.nn.softmax(x)).size()).isEqualTo(3);
            assertThat(session.run(tf.nn.logSoftmax(x)).size()).isEqualTo(3);
            assertThat(session.run(tf.nn.biasAdd(x, tf.constant(new float[] {1, 1, 1})))
                            .size())
                    .isEqualTo(3);
            var image = tf.constant(new float[][][][] {{{{1}, {2}}, {{3}, {4}}}});
            var f = tf.constant(new float[][][][] {{{{5}}}});
            assertThat(session.run(tf.nn.conv2d(image, f, new int[] {1, 1, 1, 1}, "SAME")))
                    .isEqualTo(Tensor.of(new float[][][][] {{{{5}, {10}}, {{15}, {20}}}}));
            assertThat(session.run(tf.nn.maxPool(image, new int[] {1, 2, 2, 1}, new int[] {1, 2, 2, 1}, "VALID")))
                    .isEqualTo(Tensor.of(new float[][][][] {{{{4}}}}));
            assertThat(session.run(tf.nn.avgPool(image, new int[] {1, 2, 2, 1}, new int[] {1, 1, 1, 1}, "SAME")))
                    .isEqualTo(Tensor.of(new float[][][][] {{{{2.5f}, {3}}, {{3.5f}, {4}}}}));
            assertThat(session.run(tf.nn.depthwiseConv2d(image, f, new int[] {1, 1, 1, 1}, "VALID"))
                            .size())
                    .isEqualTo(4);
            assertThat(session.run(tf.nn.conv2dTranspose(
                                    image, f, Shape.of(1, 4, 4, 1), new int[] {1, 2, 2, 1}, "SAME"))
                            .size())
                    .isEqualTo(16);
            var signal = tf.constant(new float[][][] {{{1}, {2}, {3}}});
            var g = tf.constant(new float[][][] {{{2}}});
            var d = tf.constant(new float[][][] {{{5}}});
            assertThat(session.run(tf.nn.conv1d(signal, g, 1, "SAME")).toFloatArray())
                    .containsExactly(2, 4, 6);
            assertThat(session.run(tf.nn.atrousConv2d(image, f, 2, "SAME")).toFloatArray())
                    .containsExactly(5, 10, 15, 20);
            assertThat(session.run(tf.nn.maxPoolWithArgmax(
                                            image, new int[] {1, 2, 2, 1}, new int[] {1, 2, 2, 1}, "VALID")
                                    .argmax())
                            .toLongArray())
                    .containsExactly(3);
            assertThat(session.run(tf.nn.dilation2d(image, d, new int[] {1, 1, 1, 1}, new int[] {1, 1, 1, 1}, "SAME"))
                            .toFloatArray())
                    .containsExactly(6, 7, 8, 9);
            var scale = tf.constant(new float[] {1});
            var offset = tf.constant(new float[] {7});
            assertThat(session.run(tf.reduceMean(
                                    tf.nn.fusedBatchNorm(image, scale, offset).y()))
                            .toFloat())
                    .isCloseTo(7, within(1e-5f));
            var m = tf.constant(1f);
            var v = tf.constant(0.999f);
            assertThat(session.run(tf.nn.batchNormalization(x, m, v, null, null, 0.001))
                            .size())
                    .isEqualTo(3);
            assertThat(session.run(tf.nn.lrn(image)).size()).isEqualTo(4);
            assertThat(session.run(tf.nn.dropout(x, 1)).size()).isEqualTo(3);
            assertThat(session.run(tf.nn.sigmoidCrossEntropyWithLogits(labels, x))
                            .size())
                    .isEqualTo(3);
            assertThat(session.run(tf.nn.softmaxCrossEntropyWithLogits(labels, x))
                            .size())
                    .isEqualTo(1);
            assertThat(session.run(tf.nn.sparseSoftmaxCrossEntropyWithLogits(classes, x))
                            .size())
                    .isEqualTo(1);
            assertThat(session.run(tf.losses.meanSquaredError(labels, x)).toFloat())
                    .isCloseTo(19f / 3, within(1e-6f));
        }
    }

    @Test
    void layersAndKeras() {
        var x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        var image = tf.placeholder(FLOAT32, Shape.of(-1, 4, 4, 1), "image");
        assertThat(tf.layers.dense(x, 10, "relu").name()).isEqualTo("dense/Relu:0");
        assertThat(tf.withName("fc1")
                        .layers
                        .dense(x, new Dense(10).useBias(false))
                        .name())
                .isEqualTo("fc1/MatMul:0");
        assertThat(tf.layers.conv2d(image, 8, 3, "same", "relu").shape()).isEqualTo(Shape.of(-1, 4, 4, 8));
        assertThat(tf.layers.maxPooling2d(image, 2, 2).shape()).isEqualTo(Shape.of(-1, 2, 2, 1));
        assertThat(tf.layers.averagePooling2d(image, 2, 2).shape()).isEqualTo(Shape.of(-1, 2, 2, 1));
        var signal = tf.placeholder(FLOAT32, Shape.of(-1, 4, 1), "signal");
        assertThat(tf.layers.conv1d(signal, 2, 3).shape()).isEqualTo(Shape.of(-1, 2, 2));
        assertThat(tf.layers.maxPooling1d(signal, 2, 2).shape()).isEqualTo(Shape.of(-1, 2, 1));
        assertThat(tf.layers.flatten(image).shape()).isEqualTo(Shape.of(-1, 16));
        assertThat(tf.layers.dropout(x, 0.4, true).shape()).isEqualTo(x.shape());
        assertThat(tf.layers.batchNormalization(x, true).shape()).isEqualTo(x.shape());
        assertThat(tf.graph().collection(Layer.UPDATE_OPS, Output.class)).hasSize(2);

        float[][] xs = {{0, 1}, {1, 1}};
        float[][] ys = {{1}, {0}};
        var model = tf.keras.sequential();
        model.add(new Dense(3).activation("sigmoid"));
        model.add(new Dense(1));
        model.compile("sgd", "mse");
        var h = model.fit(xs, ys, new Fit().epochs(5));
        assertThat(h.get("loss")).hasSize(5);
        assertThat(model.predict(xs).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(model.evaluate(xs, ys).get("loss")).isPositive();

        var sequences = tf.keras.sequential(new InputLayer(10, 2));
        sequences.add(new LSTM(4).returnSequences(true));
        sequences.add(new GRU(4));
        assertThat(sequences.output().shape()).isEqualTo(Shape.of(-1, 4));
        assertThat(new SimpleRNN(4).recurrentInitializer(tf.initializers.glorotUniform()))
                .isNotNull();
    }

    @Test
    void gradients() {
        var w = tf.variable(new float[] {1, 2}, "w");
        var b = tf.variable(0f, "b");
        var loss = tf.add(tf.reduceSum(tf.square(w)), b);
        assertThat(tf.gradients(loss, w, b)).hasSize(2);
        var dw = tf.gradients(loss, w).get(0);
        assertThat(dw.shape()).isEqualTo(Shape.of(2));
        var unused = tf.variable(0f, "unused");
        var zeros = Gradients.of(tf, loss).unconnected(Unconnected.ZERO).withRespectTo(unused);
        assertThat(zeros).hasSize(1);
        var weighted = Gradients.of(tf, w)
                .gradYs(List.of(tf.constant(new float[] {1, 0})))
                .withRespectTo(w);
        assertThat(weighted).hasSize(1);
        assertThat(Gradients.of(tf, loss).stopGradients(b).withRespectTo(w)).hasSize(1);
        assertThat(tf.stopGradient(loss).shape().isScalar()).isTrue();
    }

    @Test
    void optimizers() {
        var w = tf.variable(0f, "w");
        var cost = tf.square(tf.sub(w, tf.constant(5f)));
        var step = tf.train.gradientDescent(0.01).minimize(cost);
        assertThat(step.name()).isEqualTo("GradientDescent");
        assertThat(tf.train.momentum(0.01, 0.9).minimize(cost).name()).isEqualTo("Momentum");
        assertThat(tf.train.adam(0.001).minimize(cost).name()).isEqualTo("Adam");
        var globalStep = tf.train.getOrCreateGlobalStep();
        var rates = List.of(
                tf.train.exponentialDecay(0.1, globalStep, 1000, 0.96),
                tf.train.piecewiseConstant(globalStep, new long[] {100}, 0.1, 0.01));
        var steps = List.of(
                tf.train.adagrad(0.1).minimize(cost),
                tf.train.rmsProp(0.1, 0.9, 0.5, 1e-10, true).minimize(cost),
                tf.train.adaMax(0.001).minimize(cost),
                tf.train.gradientDescent(rates.get(0)).minimize(cost),
                tf.train.exponentialMovingAverage(0.999).apply());
        assertThat(steps).extracting(Op::name).contains("Adagrad", "RMSProp", "AdaMax", "ExponentialMovingAverage");
        var gradients = tf.gradients(cost, w);
        assertThat(tf.clipByGlobalNorm(gradients, 5).values()).hasSize(1);
        assertThat(List.of(tf.clipByNorm(w, 5), tf.clipByValue(w, -1, 1)))
                .extracting(Output::name)
                .containsExactly("clip_by_norm:0", "clip_by_value:0");
        tf.getVariable("v", Shape.of(3), FLOAT32, null, tf.regularizers.l2(0.1));
        assertThat(tf.losses.getRegularizationLosses()).hasSize(1);
        var optimizer = tf.train.adam(0.001);
        var gradsAndVars = optimizer.computeGradients(cost);
        var apply = optimizer.applyGradients(gradsAndVars);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(step, apply);
        }
    }

    @Test
    void segmentsSparseTensorsAndTables() {
        var tf = Tf.create();
        var x = tf.constant(new float[][] {{1, 2}, {3, 4}});
        var ids = tf.constant(new int[] {0, 1});
        var sp = new SparseOutput(
                tf.constant(new long[][] {{0, 1}}), tf.constant(new float[] {2}), tf.constant(new long[] {2, 2}));
        var table = tf.lookup.indexTableFromTensor("a", "b");
        var outputs = List.of(
                tf.math.segmentMean(x, ids),
                tf.math.unsortedSegmentMax(x, ids, 3),
                tf.einsum("ij,kj->ik", x, x),
                tf.reduceLogsumexp(x),
                tf.sparse.toDense(sp),
                tf.sparse.matmul(sp, x),
                table.lookup(tf, tf.constant(new String[] {"b"})));
        try (var session = tf.session()) {
            session.run(tf.tablesInitializer());
            assertThat(session.run(outputs).get(5).toFloatArray()).containsExactly(6, 8, 0, 0);
            assertThat(session.run(outputs).get(6).toLongArray()).containsExactly(1);
        }
    }

    @Test
    void trainingData() {
        Tensor xs = Tensor.of((Object) new float[][] {{1, 2}, {3, 4}});
        Tensor ys = Tensor.of(0, 1);
        float[][] floats = {{1, 2}, {3, 4}};
        int[] ints = {0, 1};
        Path dir = Path.of("nowhere");
        Path file = dir.resolve("file");
        assertThat(Dataset.fromArrays(floats, ints)).containsExactlyElementsOf(Dataset.fromTensorSlices(xs, ys));
        assertThat(Dataset.fromGenerator(() -> Stream.of(Element.of(xs))))
                .containsExactlyElementsOf(Dataset.fromTensors(xs));
        for (Dataset missing : List.of(Dataset.fromTfRecord(file), Dataset.fromCsv(file, CsvReader.of(FLOAT32)))) {
            assertThatThrownBy(() -> missing.iterator().hasNext()).isInstanceOf(NotFoundException.class);
        }
        UnaryOperator<Dataset> padded = d -> d.paddedBatch(8, Shape.of(-1));
        assertThat(padded.apply(Dataset.fromTensors(ys))).hasSize(1);
        Dataset d = Dataset.range(10);
        UnaryOperator<Element> f = element -> element;
        Predicate<Element> p = element -> element.get(0).toLong() < 3;
        assertThat(d.map(f)).containsExactlyElementsOf(d.map(f, 4));
        assertThat(d.shuffle(1000, 1)).hasSize(10);
        assertThat(d.batch(32, true)).isEmpty();
        assertThat(d.repeat().take(15)).hasSize(15);
        assertThat(d.take(5).concatenate(d.skip(5)).prefetch(2)).hasSize(10);
        assertThat(d.take(5)).hasSize(5);
        assertThat(d.skip(5)).hasSize(5);
        assertThat(d.prefetch(2)).hasSize(10);
        Dataset e = d.filter(p);
        assertThat(d.concatenate(e)).hasSize(13);
        assertThat(Dataset.zip(d, e)).hasSize(3);
        assertThatThrownBy(() -> {
                    Mnist mnist = Mnist.readDataSets(dir, true);
                    mnist.train().nextBatch(100);
                })
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void files(@TempDir Path folder) throws IOException {
        var w = tf.variable(1f, "w");
        var loss = tf.square(w);
        tf.summary.scalar("loss", loss);
        var merged = Objects.requireNonNull(tf.summary.mergeAll());
        var saver = tf.train.saver();
        assertThat(tf.train.saver(List.of(w)).variables()).containsOnlyKeys("w");
        assertThat(tf.train.saver(Map.of("old/w", w)).variables()).containsOnlyKeys("old/w");
        tf.train.saver(SaverOptions.defaults().withMaxToKeep(3).withSharded(true));
        var old = tf.train.saver(SaverOptions.defaults().withWriteVersion(CheckpointVersion.V1));
        var pattern = tf.constant(folder.resolve("old*").toString());
        var name = tf.constant("w");
        var slice = tf.constant("");
        var restored = tf.add(new RestoreSlice(FLOAT32, -1), pattern, name, slice);
        var summary = tf.add(new TensorSummary("", List.of(), ""), loss);
        try (var session = tf.session();
                var writer = new FileWriter(folder.resolve("logs"), tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            old.save(session, folder.resolve("old"));
            Files.delete(folder.resolve("old.meta"));
            assertThat(session.run(restored).toFloat()).isEqualTo(1);
            assertThat(Summary.parse(session.run(summary).strings()[0])
                            .values()
                            .get(0)
                            .nodeName())
                    .isEqualTo("TensorSummary");
            var path = saver.save(session, folder.resolve("model.ckpt"), 100);
            saver.restore(session, path);
            assertThat(tf.train.latestCheckpoint(folder)).isEqualTo(path);
            assertThat(Checkpoints.listVariables(path)).containsOnlyKeys("w");
            assertThat(Checkpoints.loadVariable(path, "w").toFloat()).isEqualTo(1);
            saver.exportMetaGraph(folder.resolve("model.meta"));
            writer.addSummary(session.run(merged), 100);
        }
        try (var logs = Files.list(folder.resolve("logs"))) {
            var file = logs.findFirst().orElseThrow();
            try (var events = EventReader.open(file)) {
                assertThat(events.read()).isNotNull();
            }
        }
        var records = folder.resolve("records");
        try (var out = TfRecordWriter.create(records)) {
            out.write(Example.builder().put("x", 1f, 2f).put("label", 7L).build());
        }
        try (var in = TfRecordReader.open(records)) {
            assertThat(in.read()).isNotNull();
        }
    }

    @Test
    void trainingLoops(@TempDir Path folder) {
        var x = tf.placeholder(FLOAT32, Shape.of(), "x");
        var w = tf.variable(1f, "w");
        var globalStep = tf.train.getOrCreateGlobalStep();
        var loss = tf.withName("loss").square(w);
        tf.summary.scalar("loss", loss);
        var step = tf.train.gradientDescent(0.1).minimize(loss, globalStep);
        var saver = tf.train.saver();
        var merged = Objects.requireNonNull(tf.summary.mergeAll());
        var stop = StopAtStepHook.lastStep(100);
        var last = new FinalOpsHook(List.of(loss));
        try (var writer = new FileWriter(folder.resolve("logs"))) {
            var training = new MonitoredTraining()
                    .checkpointDir(folder)
                    .hooks(stop)
                    .saveCheckpointSteps(50)
                    .saveSummariesSteps(10)
                    .hooks(
                            new CheckpointSaverHook(folder, SecondOrStepTimer.everySteps(50)),
                            new SummarySaverHook(merged, SecondOrStepTimer.everySteps(50), writer),
                            new StepCounterHook(SecondOrStepTimer.everySteps(100)),
                            new LoggingTensorHook(List.of(loss), SecondOrStepTimer.everySteps(100)).lastStep(1000),
                            new NanTensorHook(loss),
                            new FeedFnHook(() -> Map.of(x, 1f)),
                            last);
            try (var session = tf.train.monitoredTrainingSession(training)) {
                while (!session.shouldStop()) {
                    session.run(step);
                }
                session.runUntilStop(() -> session.run(step));
            }
        }
        assertThat(Objects.requireNonNull(last.finalOpsValues()).get(0).toFloat())
                .isLessThan(0.01f);
        assertThat(tf.train.latestCheckpoint(folder)).isEqualTo(folder.resolve("model.ckpt-100"));
        var again = new MonitoredTraining().scaffold(new Scaffold().saver(saver));
        try (var session = tf.train.monitoredTrainingSession(again)) {
            assertThat(session.run(w).toFloat()).isEqualTo(1);
        }
        assertThat(List.of(AbortedException.class, UnavailableException.class, OutOfRangeException.class))
                .allMatch(RuntimeException.class::isAssignableFrom);
        try (var raw = tf.session()) {
            saver.restore(raw, folder.resolve("model.ckpt-100"));
            assertThat(tf.train.globalStep(raw, globalStep)).isEqualTo(100);
        }
    }

    @Test
    void namesAndScopes() {
        var x = tf.placeholder(FLOAT32, Shape.of(-1, 2), "x");
        assertThat(tf.withName("z").add(x, x).name()).isEqualTo("z:0");
        var hidden = tf.scope("hidden");
        assertThat(hidden.add(x, x).name()).isEqualTo("hidden/Add:0");
        assertThat(tf.scope("hidden/").add(x, x).name()).isEqualTo("hidden/Add_1:0");
        assertThat(tf.withDevice("/cpu:0").add(x, x).op().device()).isEqualTo("/device:CPU:0");
        var first = tf.add(x, x);
        var after = tf.withControlDependencies(first);
        assertThat(after.noOp().controlInputs()).containsExactly(first.op());
        assertThat(tf.group(first, x).name()).isEqualTo("group_deps");
        assertThat(tf.identity(x).name()).isEqualTo("Identity:0");
        var size = tf.pyFunc(in -> Tensor.of(in.get(0).size()), List.of(x), INT32);
        try (var session = tf.session()) {
            assertThat(session.feed(x, new float[3][2]).run(size).toInt()).isEqualTo(6);
        }
    }

    @Test
    void seeds() {
        tf.setRandomSeed(1);
        var u = tf.random.uniform(Shape.of(8), 0, 1, FLOAT32, 1L);
        var n = tf.random.normal(Shape.of(2, 3), 0, 1);
        var t = tf.random.truncatedNormal(Shape.of(784, 10), 0, 0.1);
        try (var session = tf.session()) {
            // TensorFlow 1.15: tf.set_random_seed(1); tf.random_uniform([8], seed=1)
            assertThat(session.run(u).toFloatArray())
                    .startsWith(new float[] {0.055544138f, 0.018698454f, 0.07080972f, 0.27141213f});
            assertThat(session.run(n).size()).isEqualTo(6);
            assertThat(session.run(t).size()).isEqualTo(7840);
        }
    }

    @Test
    void samplesAndSequences() {
        var a = tf.constant(new double[] {0.5, 5});
        var logits = tf.constant(new float[][] {{0, -1e9f}});
        var spoken = tf.zeros(Shape.of(2, 1, 2));
        var lengths = tf.constant(new int[] {2});
        var spelled = new SparseOutput(
                tf.constant(new long[][] {{0, 0}}), tf.constant(new int[] {0}), tf.constant(new long[] {1, 1}));
        var w = tf.ones(Shape.of(9, 3));
        var b = tf.zeros(Shape.of(9));
        var trueClasses = tf.constant(new long[][] {{4}});
        var rows = tf.ones(Shape.of(1, 3));
        var unrolled = tf.nn.staticRnn(new BasicLSTMCell(4), List.of(rows, rows));
        var sampled = tf.nn.sampledSoftmaxLoss(w, b, trueClasses, rows, 2, 9);
        var found = tf.nn.ctcBeamSearchDecoder(spoken, lengths, 10, 1, true);
        assertThat(tf.graph().op("rnn/basic_lstm_cell/kernel").output(0).shape())
                .isEqualTo(Shape.of(7, 16));
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            // SciPy: gammaln([0.5, 5]), gammainc([0.5, 5], [0.5, 5])
            assertThat(session.run(tf.math.lgamma(a)).toDoubleArray()[1]).isCloseTo(Math.log(24), within(1e-14));
            assertThat(session.run(tf.math.igamma(a, a)).toDoubleArray()[0]).isCloseTo(0.6826894921, within(1e-9));
            // of the four ways all but "blank blank" spell one label
            assertThat(session.run(tf.nn.ctcLoss(spelled, spoken, lengths)).toFloatArray()[0])
                    .isCloseTo((float) -Math.log(0.75), within(1e-6f));
            assertThat(session.run(found.decoded().get(0).values()).toLongArray())
                    .containsExactly(0);
            assertThat(session.run(sampled).shape()).isEqualTo(Shape.of(1));
            assertThat(session.run(unrolled.outputs().get(1)).shape()).isEqualTo(Shape.of(1, 4));
            assertThat(session.run(tf.random.multinomial(logits, 5, 1L, INT64)).toLongArray())
                    .containsOnly(0);
            assertThat(session.run(tf.random.statelessUniform(Shape.of(3), tf.constant(new int[] {7, 8})))
                            .size())
                    .isEqualTo(3);
        }
    }

    @Test
    void printing() {
        // snippet: printing
        var y = tf.withName("y").add(tf.placeholder(FLOAT32, Shape.of(-1, 1)), tf.constant(1f));
        assertThat(y).hasToString("Tensor(\"y:0\", shape=(?, 1), dtype=float32)");
        assertThat(y.repr()).isEqualTo("<tf.Tensor 'y:0' shape=(?, 1) dtype=float32>");

        var w = tf.variable(tf.zeros(Shape.of(2, 16)), "W");
        assertThat(w).hasToString("<tf.Variable 'W:0' shape=(2, 16) dtype=float32_ref>");

        var value = Tensor.of(new float[][] {{0.5f, 2}, {-1, 0.25f}});
        assertThat(value).hasToString("""
                        [[ 0.5   2.  ]
                         [-1.    0.25]]""");
        assertThat(value.repr()).isEqualTo("""
                        array([[ 0.5 ,  2.  ],
                               [-1.  ,  0.25]], dtype=float32)""");
        // end
    }

    @Test
    void aFeedThatWouldLoseAValueIsRefused() {
        // snippet: feeds
        var n = tf.placeholder(INT32, Shape.of(-1), "n");
        try (var session = tf.session()) {
            assertThat(session.feed(n, new double[] {1, 2}).run(n)).hasToString("[1 2]");
            assertThatThrownBy(() -> session.feed(n, new double[] {2.7}))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("cannot be fed as 'n:0' of int32 [?]");
        }
        // end
    }

    @Test
    void aRunReadsVariablesAsTheyWere() {
        // snippet: reads
        var v = tf.variable(1f, "v");
        var add = tf.assignAdd(v, tf.constant(1f));
        var fresh = tf.withControlDependencies(add).readValue(v);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var out = session.run(add, v, fresh);
            assertThat(out.get(v).toFloat()).isEqualTo(1);
            assertThat(out.get(fresh).toFloat()).isEqualTo(2);
        }
        // end
    }

    @Test
    void picturesAndStrings() {
        var x = tf.zeros(Shape.of(1, 4, 4, 3));
        assertThat(tf.image.resizeImages(x, 2, 3).shape()).isEqualTo(Shape.of(1, 2, 3, 3));
        assertThat(tf.image.flipLeftRight(x).shape()).isEqualTo(x.shape());
        var s = tf.constant("caat");
        try (var session = tf.session()) {
            assertThat(session.run(tf.strings.regexReplace(s, "a+", "b")).toText())
                    .isEqualTo("cbt");
            assertThat(session.run(tf.strings.lower(s)).toText()).isEqualTo("caat");
            assertThat(session.run(tf.io.decodeRaw(s, UINT8)).size()).isEqualTo(4);
        }
        assertThat(tf.io.readFile(s).name()).isEqualTo("ReadFile:0");
    }
}
