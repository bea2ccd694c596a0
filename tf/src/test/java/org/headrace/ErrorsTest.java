package org.headrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.GraphException;
import org.headrace.core.InferContext;
import org.headrace.core.InternalException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.NotFoundException;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.junit.jupiter.api.Test;

/** What users are told when they got it wrong: which op, which line of theirs, what was given and what was needed. */
class ErrorsTest {
    private final Tf tf = Tf.create();

    private static <T extends GraphException> String message(Class<T> type, ThrowingCallable wrong) {
        Throwable[] caught = new Throwable[1];
        assertThatThrownBy(() -> {
                    try {
                        wrong.call();
                    } catch (GraphException e) {
                        caught[0] = e;
                        throw e;
                    }
                })
                .isExactlyInstanceOf(type);
        return String.valueOf(caught[0].getMessage());
    }

    @Test
    void shapesThatDoNotMultiplyAreRefusedAtTheUsersLine() {
        Output a = tf.placeholder(FLOAT32, Shape.of(-1, 784), "a");
        Output b = tf.placeholder(FLOAT32, Shape.of(300, 10), "b");
        assertThat(message(InvalidArgumentException.class, () -> tf.withName("logits")
                        .matmul(a, b)))
                .startsWith("[MatMul \"logits\" at ErrorsTest.java:")
                .endsWith("] a is [?,784], b is [300,10]: a.dim(1) = 784 must equal b.dim(0) = 300");
    }

    @Test
    void shapesThatDoNotBroadcastAreRefusedWithBothShapes() {
        Output a = tf.placeholder(FLOAT32, Shape.of(2, 4), "a");
        Output b = tf.placeholder(FLOAT32, Shape.of(2, 3), "b");
        assertThat(message(InvalidArgumentException.class, () -> tf.add(a, b)))
                .startsWith("[Add \"Add\" at ErrorsTest.java:")
                .contains("Dimensions must be equal, but are 4 and 3")
                .contains("[2,4]")
                .contains("[2,3]");
    }

    @Test
    void dtypesAreNeverPromotedSilently() {
        Output a = tf.placeholder(INT32, Shape.of(2), "a");
        Output b = tf.placeholder(FLOAT32, Shape.of(2), "b");
        assertThat(message(InvalidArgumentException.class, () -> tf.add(a, b)))
                .contains("Input 'y' of 'Add' Op has type float32 that does not match type int32 of argument 'x'");
        assertThat(message(InvalidArgumentException.class, () -> tf.sigmoid(a)))
                .contains("Value passed to parameter 'x' has DataType int32 not in list of allowed values");
    }

    @Test
    void aMissingFeedIsNamedWithItsDTypeAndShape() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2), "TARGET");
        Output y = tf.neg(x);
        try (Session session = tf.session()) {
            assertThat(message(InvalidArgumentException.class, () -> session.run(y)))
                    .startsWith("[Placeholder \"TARGET\" at ErrorsTest.java:")
                    .contains("You must feed a value for placeholder tensor 'TARGET' with dtype float and shape [?,2]");
        }
    }

    @Test
    void aFeedOfTheWrongShapeOrTypeIsRefusedBeforeAnythingRuns() {
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 2), "xn");
        Output i = tf.placeholder(INT32, Shape.scalar(), "i");
        try (Session session = tf.session()) {
            assertThat(message(InvalidArgumentException.class, () -> session.feed(x, new float[3][3])))
                    .contains("Cannot feed value of shape (3, 3) for Tensor 'xn:0', which has shape '(?, 2)'");
            assertThat(message(InvalidArgumentException.class, () -> session.feed(x, "text")))
                    .contains("Expected float32, got text of type String");
            assertThat(message(InvalidArgumentException.class, () -> session.feed(i, 2.7)))
                    .contains("the value 2.7 cannot be taken as int32 without loss");
            assertThat(message(InvalidArgumentException.class, () -> session.feed(i, 1L << 40)))
                    .contains("the value 1099511627776 cannot be taken as int32 without loss");
            assertThat(message(InvalidArgumentException.class, () -> session.feed(x, tf.neg(x))))
                    .contains("The value of a feed cannot be an output of the graph");
            assertThat(message(InvalidArgumentException.class, () -> session.feed(x, new float[][] {{1, 2}, {3}})))
                    .contains("ragged");
            assertThat(message(InvalidArgumentException.class, () -> session.feed(x, Arrays.asList(1f, null))))
                    .contains("null");
            assertThat(message(InvalidArgumentException.class, () -> session.run(x, Map.of(3, 4))))
                    .contains("Cannot interpret feed_dict entry 3 = 4");
        }
    }

    @Test
    void anUninitializedVariableIsNamedWithTheRemedy() {
        Output w = tf.variable(tf.zeros(Shape.of(3, 1)), "WEIGHTS");
        Output y = tf.neg(w);
        try (Session session = tf.session()) {
            assertThat(message(FailedPreconditionException.class, () -> session.run(y)))
                    .startsWith("[VariableV2 \"WEIGHTS\" at ErrorsTest.java:")
                    .contains("Attempting to use uninitialized value WEIGHTS")
                    .contains("globalVariablesInitializer");
            assertThat(message(FailedPreconditionException.class, () -> session.run(w)))
                    .contains("Attempting to use uninitialized value WEIGHTS");
        }
    }

    @Test
    void aClosedSessionSaysSo() {
        Output c = tf.constant(1);
        Session session = tf.session();
        session.close();
        session.close();
        assertThat(message(FailedPreconditionException.class, () -> session.run(c)))
                .isEqualTo("Attempted to use a closed Session.");
    }

    @Test
    void opsOfTwoGraphsDoNotMix() {
        Output mine = tf.constant(1f);
        Output other = Tf.create().constant(2f);
        assertThat(message(InvalidArgumentException.class, () -> tf.add(mine, other)))
                .contains("must be from the same graph")
                .contains("ErrorsTest.java:");
        try (Session session = tf.session()) {
            assertThat(message(InvalidArgumentException.class, () -> session.run(other)))
                    .contains("is not an element of this session's graph");
        }
    }

    @Test
    void aSecondVariableOfTheSameNameSaysWhereTheFirstWasMade() {
        tf.getVariable("W", Shape.of(2));
        assertThat(message(AlreadyExistsException.class, () -> tf.getVariable("W", Shape.of(2))))
                .contains("Variable W already exists, disallowed.")
                .contains("Originally defined at")
                .contains("ErrorsTest.java:");
    }

    @Test
    void invalidNamesAreRefused() {
        assertThat(message(InvalidArgumentException.class, () -> tf.placeholder(FLOAT32, Shape.scalar(), "bad name")))
                .contains("'bad name' is not a valid node name");
        assertThat(message(InvalidArgumentException.class, () -> tf.scope("two words")))
                .contains("'two words' is not a valid scope name");
        try (Session session = tf.session()) {
            assertThat(message(NotFoundException.class, () -> session.run("nope:0")))
                    .contains("The operation, 'nope', does not exist in the graph.");
        }
    }

    /** An op of a user's without a gradient. */
    record Opaque() implements OpType {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                throw new IllegalStateException("a bug in a kernel");
            };
        }
    }

    @Test
    void anOpWithoutAGradientOnThePathIsNamed() {
        Output x = tf.placeholder(FLOAT32, Shape.of(2), "x");
        Output y = tf.withName("secret").add(new Opaque(), x);
        assertThat(message(NotFoundException.class, () -> tf.gradients(y, x)))
                .startsWith("[Opaque \"secret\" at ErrorsTest.java:")
                .contains("No gradient defined for operation 'secret' (op type: Opaque)");
    }

    @Test
    void anUnconnectedGradientIsExplained() {
        Output x = tf.placeholder(FLOAT32, Shape.of(2), "x");
        Output z = tf.placeholder(FLOAT32, Shape.of(2), "z");
        assertThat(message(InvalidArgumentException.class, () -> tf.gradients(tf.neg(x), z)))
                .contains("Neg:0 does not depend on it");
    }

    @Test
    void aBugInAKernelNamesTheOp() {
        Output y = tf.withName("secret").add(new Opaque(), tf.placeholderWithDefault(new float[] {1}, Shape.of(1)));
        try (Session session = tf.session()) {
            assertThat(message(InternalException.class, () -> session.run(y)))
                    .startsWith("[Opaque \"secret\" at ErrorsTest.java:")
                    .contains("a bug in a kernel");
        }
    }

    @Test
    void integersDividedByZeroAreNamed() {
        Output a = tf.placeholder(INT32, Shape.of(2), "a");
        Output b = tf.placeholder(INT32, Shape.of(2), "b");
        Output q = tf.floorDiv(a, b);
        try (Session session = tf.session()) {
            assertThat(message(InvalidArgumentException.class, () -> session.feed(a, new int[] {1, 2})
                            .feed(b, new int[] {1, 0})
                            .run(q)))
                    .startsWith("[FloorDiv \"floordiv\" at ErrorsTest.java:")
                    .contains("Integer division by zero");
        }
    }

    @Test
    void sizesThatOverflowAreRefusedBeforeAnythingIsAllocated() {
        assertThat(message(ResourceExhaustedException.class, () -> Tensor.zeros(FLOAT32, Shape.of(1 << 20, 1 << 20))))
                .contains("1099511627776 elements, more than one Java array can hold");
        assertThat(message(InvalidArgumentException.class, () -> Shape.of(1L << 40, 1L << 40)
                        .elements()))
                .contains("more elements than a long can count");
        Output n = tf.placeholder(INT32, Shape.of(2), "n");
        Output filled = tf.fill(n, tf.constant(1f));
        try (Session session = tf.session()) {
            assertThat(message(ResourceExhaustedException.class, () -> session.feed(n, new int[] {1 << 20, 1 << 20})
                            .run(filled)))
                    .contains("more than one Java array can hold");
        }
    }

    @Test
    void aSessionsMemoryLimitNamesTheOpAndLeavesTheSessionUsable() {
        Output n = tf.placeholder(INT32, Shape.of(1), "n");
        Output filled = tf.withName("big").fill(n, tf.constant(1f));
        try (Session session = tf.session(SessionConfig.defaults().withMemoryLimit(1000))) {
            assertThat(message(ResourceExhaustedException.class, () -> session.feed(n, new int[] {1000})
                            .run(filled)))
                    .startsWith("[Fill \"big\" at ErrorsTest.java:");
            assertThat(session.feed(n, new int[] {2}).run(filled)).hasToString("[1. 1.]");
        }
    }

    @Test
    void aGraphThatIsFinalizedTakesNoMoreOps() {
        tf.graph().finalizeGraph();
        assertThat(message(FailedPreconditionException.class, () -> tf.constant(1)))
                .contains("Graph is finalized and cannot be modified");
    }
}
