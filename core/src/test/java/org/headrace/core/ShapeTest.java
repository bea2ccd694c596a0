package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final Shape UNKNOWN = Shape.unknown();

    @Test
    void printsAsTensorFlowPrints() {
        assertThat(Shape.of(-1, 784)).hasToString("(?, 784)");
        assertThat(Shape.of(16)).hasToString("(16,)");
        assertThat(Shape.scalar()).hasToString("()");
        assertThat(UNKNOWN).hasToString("<unknown>");
        assertThat(Shape.of(-1, 784).toBrackets()).isEqualTo("[?,784]");
        assertThat(Shape.scalar().toBrackets()).isEqualTo("[]");
        assertThat(UNKNOWN.toBrackets()).isEqualTo("<unknown>");
        assertThat(TensorSpec.of(DType.FLOAT32, -1, 2)).hasToString("float32 [?,2]");
    }

    @Test
    void refusesNegativeDimensions() {
        assertThatThrownBy(() -> Shape.of(2, -2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Dimension -2 must be >= 0");
        assertThatThrownBy(() -> Shape.unknownDims(-1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void dimensionsCountFromTheEndToo() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.dim(0)).isEqualTo(2);
        assertThat(shape.dim(-1)).isEqualTo(4);
        assertThat(shape.dim(-3)).isEqualTo(2);
        for (int bad : new int[] {3, -4, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> shape.dim(bad))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessage("shape (2, 3, 4) has no dimension " + bad);
            assertThatThrownBy(() -> shape.withDim(bad, 1)).isInstanceOf(InvalidArgumentException.class);
        }
    }

    @Test
    void anUnknownRankHasNothingToAskFor() {
        assertThat(UNKNOWN.hasRank()).isFalse();
        assertThat(UNKNOWN.isComplete()).isFalse();
        assertThat(UNKNOWN.isScalar()).isFalse();
        List<Runnable> questions =
                List.of(UNKNOWN::rank, UNKNOWN::dims, UNKNOWN::toList, () -> UNKNOWN.dim(0), () -> UNKNOWN.slice(0, 0));
        for (Runnable question : questions) {
            assertThatThrownBy(question::run)
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("unknown rank");
        }
        assertThatThrownBy(UNKNOWN::elements).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void countsElementsExactly() {
        assertThat(Shape.scalar().elements()).isEqualTo(1);
        assertThat(Shape.of(1L << 31, 1L << 31).elements()).isEqualTo(1L << 62);
        assertThat(Shape.of(1L << 40, 0, 1L << 40).elements()).isZero();
        assertThatThrownBy(Shape.of(1L << 32, 1L << 31)::elements)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("more elements than a long can count");
        assertThatThrownBy(Shape.of(-1, 2)::elements)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("(?, 2) is not complete");
        assertThatThrownBy(Shape.of(1L << 31)::size)
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("2147483648 elements");
    }

    /** Known: tf.broadcast_static_shape of TensorFlow 1.15 ({@code None} for -1). */
    @Test
    void broadcastsAsTensorFlowDoes() {
        assertThat(Shape.broadcast(Shape.of(3, 1), Shape.of(4))).isEqualTo(Shape.of(3, 4));
        assertThat(Shape.broadcast(Shape.of(-1), Shape.of(1))).isEqualTo(Shape.of(-1));
        assertThat(Shape.broadcast(Shape.of(-1), Shape.of(4))).isEqualTo(Shape.of(4));
        assertThat(Shape.broadcast(Shape.of(-1), Shape.of(-1))).isEqualTo(Shape.of(-1));
        assertThat(Shape.broadcast(Shape.of(0), Shape.of(1))).isEqualTo(Shape.of(0));
        assertThat(Shape.broadcast(Shape.scalar(), Shape.of(2, -1))).isEqualTo(Shape.of(2, -1));
        assertThat(Shape.broadcast(UNKNOWN, Shape.of(2))).isEqualTo(UNKNOWN);
        assertThatThrownBy(() -> Shape.broadcast(Shape.of(4), Shape.of(3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Dimensions must be equal, but are 4 and 3");
        assertThatThrownBy(() -> Shape.broadcast(Shape.of(0), Shape.of(3)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void mergesWhatBothKnow() {
        assertThat(Shape.of(-1, 3).merge(Shape.of(2, -1))).isEqualTo(Shape.of(2, 3));
        assertThat(UNKNOWN.merge(Shape.of(2, -1))).isEqualTo(Shape.of(2, -1));
        assertThat(Shape.of(2).merge(UNKNOWN)).isEqualTo(Shape.of(2));
        assertThat(Shape.of(2).isCompatibleWith(Shape.of(2, 2))).isFalse();
        assertThatThrownBy(() -> Shape.of(2).merge(Shape.of(3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Shapes (2,) and (3,) are not compatible");
    }

    @Test
    void slicesAndJoins() {
        Shape shape = Shape.of(2, 3, 4);
        assertThat(shape.slice(1, 3)).isEqualTo(Shape.of(3, 4));
        assertThat(shape.slice(3, 3)).isEqualTo(Shape.scalar());
        assertThat(shape.slice(0, 1).concat(Shape.of(-1))).isEqualTo(Shape.of(2, -1));
        assertThat(shape.concat(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(shape.withDim(-1, 9)).isEqualTo(Shape.of(2, 3, 9));
        assertThatThrownBy(() -> shape.slice(0, 4)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> shape.slice(2, 1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> shape.slice(-1, 1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void isAValue() {
        long[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 9;
        shape.dims()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(shape.toList()).containsExactly(2L, 3L);
        assertThat(UNKNOWN).isNotEqualTo(Shape.scalar());
        assertThat(Shape.unknownDims(2)).isEqualTo(Shape.of(-1, -1));
    }
}
