package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headrace.core.DType.FLOAT32;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sums of products that one step computes: which those are, and that their bits are those of the ops one by one. */
class JoinedSumsTest {
    private static final int ROWS = 4;
    private static final int COLUMNS = 48;

    private final Ops tf = Ops.on(new Graph());
    private final Session session =
            new Session(tf.graph(), SessionConfig.defaults().withThreads(1));
    private final Map<Output, Object> feed = new HashMap<>();
    private final Output x = fed(ROWS, 3);
    private final Output w = fed(3, COLUMNS);

    @AfterEach
    void close() {
        session.close();
    }

    /** A placeholder and normal numbers for it. */
    private Output fed(long... dims) {
        Output placeholder = tf.placeholder(FLOAT32, Shape.of(dims));
        feed.put(placeholder, normal(feed.size(), dims));
        return placeholder;
    }

    private static Tensor normal(long seed, long... dims) {
        Tensor tensor = Tensor.zeros(FLOAT32, Shape.of(dims));
        Random random = new Random(seed);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.floats()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    /** What {@code y} is where its terms are fetched too, and so are computed by themselves. */
    private Tensor apart(Session session, Output y, List<Output> terms) {
        List<Output> all = new ArrayList<>(terms);
        all.add(y);
        return session.run(all, feed).get(y);
    }

    @Test
    void productsOfWhichOnlyTheSumIsUsedAreAddedUpByOneStep() {
        Output first = tf.matmul(x, w);
        Output second = tf.matmul(fed(ROWS, 2), fed(2, COLUMNS));
        Output y = tf.nn.biasAdd(tf.add(first, second), fed(COLUMNS));

        assertThat(session.explain(y)).contains("MatMul x2 + Add + BiasAdd", "6 steps do the work of 9 ops");
        assertThat(session.run(y, feed)).isEqualTo(apart(session, y, List.of(first, second)));
    }

    @Test
    void theSumOfManyProductsHasTheBitsOfProductsAddedOneByOne() {
        List<Output> products = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            products.add(tf.matmul(fed(20 + i, 60), fed(20 + i, 300), true, false));
        }
        Output sum = tf.addN(products);
        assertThat(session.explain(sum)).contains("MatMul x9 + AddN");
        for (int threads : new int[] {1, 2, 3}) {
            try (Session joined =
                    new Session(tf.graph(), SessionConfig.defaults().withThreads(threads))) {
                assertThat(joined.run(sum, feed)).isEqualTo(apart(joined, sum, products));
            }
        }
    }

    @Test
    void sumsOfProductsOfAnyShapeHaveTheBitsOfTheOps() {
        Random random = new Random(12);
        for (int i = 0; i < 200; i++) {
            int rows = 1 + random.nextInt(random.nextBoolean() ? 6 : 70);
            int columns = 1 + random.nextInt(random.nextBoolean() ? 6 : 120);
            List<Output> products = new ArrayList<>();
            for (int term = 0; term < 2 + random.nextInt(3); term++) {
                int depth = 1 + random.nextInt(random.nextBoolean() ? 6 : 300);
                products.add(tf.matmul(fed(rows, depth), fed(depth, columns)));
            }
            Output sum = tf.addN(products);
            assertThat(session.run(sum, feed)).as("%d x %d", rows, columns).isEqualTo(apart(session, sum, products));
        }
    }

    @Test
    void aProductThatIsUsedElsewhereIsNotJoined() {
        Output a = tf.matmul(x, w);
        Output y = tf.add(a, tf.matmul(tf.neg(x), w));

        assertThat(session.explain(y)).contains("MatMul x2");
        assertThat(session.run(List.of(a, y), feed).get(y)).isEqualTo(Tensor.zeros(FLOAT32, Shape.of(ROWS, COLUMNS)));
    }

    @Test
    void productsWhoseFactorsTakeMoreRoomThanTheyDoAreNotPutOff() {
        Output wide = fed(ROWS, 100);
        Output tall = fed(100, COLUMNS);
        Output first = tf.matmul(tf.neg(wide), tall);
        Output second = tf.matmul(tf.square(wide), tall);
        Output y = tf.add(first, second);

        assertThat(session.explain(y)).doesNotContain("MatMul x2");
        assertThat(session.run(y, feed)).isEqualTo(apart(session, y, List.of(first, second)));
    }

    @Test
    void aProductOfAVariableIsNotPutOffUntilTheVariableHasChanged() {
        Output v = tf.variable(tf.ones(Shape.of(3, COLUMNS)), "v");
        session.run(tf.globalVariablesInitializer());
        Output ones = tf.ones(Shape.of(ROWS, 3));
        Output assigned = tf.assignAdd(v, tf.ones(Shape.of(3, COLUMNS)));
        Output y = tf.add(tf.matmul(ones, v), tf.matmul(ones, assigned));

        assertThat(session.run(y)).isEqualTo(Tensor.of(new float[][] {nines(), nines(), nines(), nines()}));
    }

    private static float[] nines() {
        float[] nines = new float[COLUMNS];
        Arrays.fill(nines, 3 + 6);
        return nines;
    }
}
