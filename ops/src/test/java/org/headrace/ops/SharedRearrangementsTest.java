package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headrace.core.DType.FLOAT32;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headrace.core.DType;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A matrix that several products transpose is transposed once, and the products keep their bits. */
class SharedRearrangementsTest {
    private static final String ONCE = "TransposedMatrix";

    private final Ops tf = Ops.on(new Graph());
    private final Session session =
            new Session(tf.graph(), SessionConfig.defaults().withThreads(1));
    private final Map<Output, Object> feed = new HashMap<>();

    @AfterEach
    void close() {
        session.close();
    }

    private Output fed(DType dtype, long... dims) {
        Output placeholder = tf.placeholder(dtype, Shape.of(dims));
        feed.put(placeholder, normal(dtype, feed.size(), dims));
        return placeholder;
    }

    private static Tensor normal(DType dtype, long seed, long... dims) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(dims));
        Random random = new Random(seed);
        for (int i = 0; i < tensor.size(); i++) {
            if (dtype == FLOAT32) {
                tensor.floats()[i] = (float) random.nextGaussian();
            } else {
                tensor.doubles()[i] = random.nextGaussian();
            }
        }
        return tensor;
    }

    private List<Output> products(Output b, int... rows) {
        List<Output> products = new ArrayList<>();
        for (int m : rows) {
            long depth = b.shape().dim(1);
            products.add(tf.matmul(fed(b.dtype(), m, depth), b, false, true));
        }
        return products;
    }

    private long transposed(List<Output> fetches) {
        return session.explain(fetches.toArray(new Output[0]))
                .lines()
                .filter(line -> line.contains(ONCE))
                .count();
    }

    @Test
    void threeProductsOfOneTransposedMatrixHaveItTransposedOnce() {
        List<Output> products = products(fed(FLOAT32, 60, 30), 24, 25, 26);

        assertThat(transposed(products)).isEqualTo(1);
        assertThat(session.explain(products.toArray(new Output[0]))).doesNotContain("transposeB=true");
    }

    @Test
    void twoDoItAsFastThemselves() {
        assertThat(transposed(products(fed(FLOAT32, 60, 30), 24, 25))).isZero();
    }

    @Test
    void eachMatrixIsTransposedByItself() {
        List<Output> products = products(fed(FLOAT32, 60, 30), 24, 25, 26);
        products.addAll(products(fed(FLOAT32, 60, 30), 24, 25, 26));

        assertThat(transposed(products)).isEqualTo(2);
    }

    @Test
    void productsThatReadColumnsKeepThem() {
        assertThat(transposed(products(fed(FLOAT32, 1, 30), 24, 25, 26))).isZero();
    }

    @Test
    void theBitsAreThoseOfTheProductsAlone() {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            DType dtype = random.nextInt(3) == 0 ? DType.FLOAT64 : FLOAT32;
            int columns = 1 + random.nextInt(150);
            int depth = 1 + random.nextInt(random.nextBoolean() ? 40 : 900);
            Output b = fed(dtype, columns, depth);
            List<Output> products = products(b, 1, 2 + random.nextInt(30), 50 + random.nextInt(60), 17);
            Fetched together = session.run(products, feed);
            for (Output product : products) {
                assertThat(together.get(product))
                        .as("%d columns, %d deep, %s", columns, depth, product.shape())
                        .isEqualTo(session.run(product, feed));
            }
        }
    }

    @Test
    void aVariableThatChangesInBetweenIsTransposedByEach() {
        Output w = tf.variable(tf.constant(normal(FLOAT32, 1, 60, 30)));
        session.run(tf.globalVariablesInitializer());
        Output a = fed(FLOAT32, 24, 30);
        List<Output> fetches = new ArrayList<>();
        fetches.add(tf.matmul(a, w, false, true));
        Output changed = tf.assignAdd(w, tf.constant(normal(FLOAT32, 2, 60, 30)));
        Ops later = tf.withControlDependencies(fetches.get(0), changed);
        fetches.add(later.matmul(later.neg(a), changed, false, true));
        fetches.add(later.matmul(later.square(a), changed, false, true));

        assertThat(transposed(fetches)).isZero();
    }

    @Test
    void theWayBackThroughTimeTransposesTheWeightOnce() {
        Output w = tf.variable(tf.constant(normal(FLOAT32, 1, 60, 60)));
        session.run(tf.globalVariablesInitializer());
        Output h = fed(FLOAT32, 24, 60);
        Output dh = h;
        for (int step = 0; step < 4; step++) {
            dh = tf.mul(tf.matmul(dh, w, false, true), tf.square(h));
        }
        String program = session.explain(dh);
        assertThat(program.lines().filter(line -> line.contains("MatMul +"))).hasSize(4);
        assertThat(program).containsOnlyOnce(ONCE);
    }
}
