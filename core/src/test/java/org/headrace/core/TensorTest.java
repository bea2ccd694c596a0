package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static void assertRefused(DType dtype, Object value, String... words) {
        assertThatThrownBy(() -> Tensor.of(dtype, value))
                .isInstanceOf(InvalidArgumentException.class)
                .satisfies(e -> List.of(words).forEach(word -> assertThat(e).hasMessageContaining(word)));
    }

    @Test
    void theDTypeFollowsTheJavaType() {
        assertThat(Tensor.of((Object) 1f).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensor.of((Object) 1.0).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Tensor.of((Object) 1).dtype()).isEqualTo(DType.INT32);
        assertThat(Tensor.of((Object) 1L).dtype()).isEqualTo(DType.INT64);
        assertThat(Tensor.of((Object) (short) 1).dtype()).isEqualTo(DType.INT16);
        assertThat(Tensor.of((Object) (byte) 1).dtype()).isEqualTo(DType.INT8);
        assertThat(Tensor.of(true).dtype()).isEqualTo(DType.BOOL);
        assertThat(Tensor.of("text").dtype()).isEqualTo(DType.STRING);
        assertThat(Tensor.of(List.of()).spec()).isEqualTo(TensorSpec.of(DType.FLOAT32, 0));
        assertThat(Tensor.of(new long[0][5]).dtype()).isEqualTo(DType.INT64);
    }

    @Test
    void takesAndGivesArraysOfAnyRank() {
        float[][][] cube = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
        Tensor t = Tensor.of((Object) cube);
        assertThat(t.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(t.floats()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat((float[][][]) t.toArray()).isDeepEqualTo(cube);
        assertThat(Tensor.of((Object) 3).toArray()).isEqualTo(3);
        assertThat((boolean[]) Tensor.of(new boolean[] {true, false}).toArray()).containsExactly(true, false);
        assertThat((String[]) Tensor.of(new String[] {"ä", ""}).toArray()).containsExactly("ä", "");
        assertThat((int[][]) Tensor.of((Object) new int[2][0]).toArray()).hasDimensions(2, 0);
    }

    @Test
    void takesListsAndBoxesAndParts() {
        assertThat(Tensor.of(List.of(List.of(1, 2), List.of(3, 4))))
                .isEqualTo(Tensor.of((Object) new int[][] {{1, 2}, {3, 4}}));
        assertThat(Tensor.of((Object) new Integer[] {1, 2})).isEqualTo(Tensor.of(1, 2));
        assertThat(Tensor.of(List.of(new int[] {1, 2}, new int[] {3, 4})).shape())
                .isEqualTo(Shape.of(2, 2));
        assertThat(Tensor.of(List.of(Tensor.of(1, 2), Tensor.of(3, 4))))
                .isEqualTo(Tensor.of((Object) new int[][] {{1, 2}, {3, 4}}));
        Tensor given = Tensor.of(1, 2);
        assertThat(Tensor.of((Object) given)).isSameAs(given);
    }

    @Test
    void takesWhatRemainsInABuffer() {
        FloatBuffer buffer = FloatBuffer.wrap(new float[] {9, 1, 2, 3, 4});
        buffer.get();
        assertThat(Tensor.of(Shape.of(2, 2), buffer)).isEqualTo(Tensor.of((Object) new float[][] {{1, 2}, {3, 4}}));
        assertThat(buffer.remaining()).as("left as it was").isEqualTo(4);
        assertThat(Tensor.of(IntBuffer.wrap(new int[] {1, 2}))).isEqualTo(Tensor.of(1, 2));
        assertThat(Tensor.of(ByteBuffer.wrap(new byte[] {-1})).longAt(0)).isEqualTo(255);
        assertThatThrownBy(() -> Tensor.of(Shape.of(3), IntBuffer.wrap(new int[] {1, 2})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("shape (3,) needs 3 elements, the buffer has 2");
        assertThatThrownBy(() -> Tensor.of(CharBuffer.wrap("ab"))).isInstanceOf(UnimplementedException.class);
    }

    @Test
    void refusesRaggedValues() {
        List<Object> ragged = List.of(
                new int[][] {{1, 2}, {3}},
                new int[][] {{1}, {2, 3}},
                new int[][] {{}, {1}},
                List.of(List.of(1), 2),
                List.of(1, List.of(2)),
                List.of(List.of(List.of(1)), List.of(2)),
                List.of(Tensor.of(1, 2), Tensor.of(3)),
                List.of(Tensor.of(1, 2), 3));
        for (Object value : ragged) {
            assertThatThrownBy(() -> Tensor.of(value))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("ragged");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the mistake is the test
    void refusesNull() {
        List<Object> withNull = new ArrayList<>(Arrays.asList(1, null));
        for (Object value : new Object[] {
            withNull, new Integer[] {null, 1}, new int[][] {{1}, null}, new int[][] {null}, new String[] {null}, null
        }) {
            assertThatThrownBy(() -> Tensor.of(value))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("null");
        }
        assertRefused(DType.STRING, new byte[][] {null}, "null");
    }

    @Test
    void refusesOtherJavaTypes() {
        for (Object value : List.of(Set.of(1), new Object(), 'c', new Object[0], List.of('c'))) {
            assertThatThrownBy(() -> Tensor.of(value))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("a tensor cannot be made of a java.");
        }
        assertRefused(DType.INT32, "1", "Expected int32, got 1 of type String");
        assertRefused(DType.BOOL, 1);
        assertRefused(DType.FLOAT32, true, "Expected float32, got true of type Boolean");
        assertRefused(DType.STRING, 1);
        assertRefused(DType.BOOL, new byte[] {5});
    }

    @Test
    void convertsWhatLosesNothing() {
        assertThat(Tensor.of(DType.FLOAT32, new double[] {0.1, 1})).isEqualTo(Tensor.of(0.1f, 1f));
        assertThat(Tensor.of(DType.INT32, new double[] {2, -0.0})).isEqualTo(Tensor.of(2, 0));
        assertThat(Tensor.of(DType.INT64, 7)).isEqualTo(Tensor.wrap(Shape.scalar(), new long[] {7}));
        assertThat(Tensor.of(DType.FLOAT32, List.of(1, 2))).isEqualTo(Tensor.of(1f, 2f));
        assertThat(Tensor.of(DType.FLOAT32, Tensor.of(1, 2))).isEqualTo(Tensor.of(1f, 2f));
        assertThat(Tensor.of(DType.FLOAT32, Double.POSITIVE_INFINITY).toFloat()).isInfinite();
        assertThat(Tensor.of(DType.UINT8, new int[] {255}).longAt(0)).isEqualTo(255);
        assertThat(Tensor.of(DType.COMPLEX64, new float[] {1, 2}).floats()).containsExactly(1, 0, 2, 0);
        assertThat(Tensor.of(DType.FLOAT16, new short[] {1}).doubleAt(0)).isEqualTo(1);
    }

    @Test
    void refusesLoss() {
        assertRefused(DType.INT32, 1L << 40, "1099511627776", "int32");
        assertRefused(DType.INT32, 2.7, "2.7", "int32");
        assertRefused(DType.INT32, Double.NaN);
        assertRefused(DType.INT32, new float[] {Float.POSITIVE_INFINITY});
        assertRefused(DType.INT64, 0x1p63);
        assertRefused(DType.UINT8, 256);
        assertRefused(DType.UINT8, -1);
        assertRefused(DType.INT8, 128);
        assertRefused(DType.UINT16, new short[] {-1});
        assertRefused(DType.UINT32, new int[] {-1});
        assertRefused(DType.UINT64, new long[] {-1});
        assertRefused(DType.FLOAT32, (1 << 24) + 1);
        assertRefused(DType.FLOAT32, Long.MAX_VALUE);
        assertRefused(DType.FLOAT64, (1L << 53) + 1);
        assertRefused(DType.FLOAT16, 2049);
        assertRefused(DType.FLOAT32, 1e39, "1.0E39");
        assertRefused(DType.FLOAT16, 70000.0);
        assertRefused(DType.INT32, Tensor.of(1.5f));
        assertRefused(DType.FLOAT32, Tensor.of("text"), "string");
    }

    @Test
    void takesBytesForImagesAndForStrings() {
        assertThat(Tensor.of(DType.UINT8, new byte[][] {{-1, 0}}).toIntArray()).containsExactly(255, 0);
        byte[] bytes = {1, -2};
        Tensor one = Tensor.of(DType.STRING, bytes);
        bytes[0] = 9;
        assertThat(one.shape()).isEqualTo(Shape.scalar());
        assertThat(one.strings()[0]).containsExactly(1, -2);
        assertThat(Tensor.of(DType.STRING, new byte[][] {{1}, {2, 3}}).shape()).isEqualTo(Shape.of(2));
        assertThat(Tensor.of("ä").toText()).isEqualTo("ä");
    }

    @Test
    void copiesWhatItIsGiven() {
        float[] values = {1, 2};
        Tensor copied = Tensor.of(values);
        Tensor converted = Tensor.of(DType.FLOAT32, values);
        Tensor wrapped = Tensor.wrap(Shape.of(2), values);
        values[0] = 9;
        assertThat(copied.doubleAt(0)).isEqualTo(1);
        assertThat(converted.doubleAt(0)).isEqualTo(1);
        assertThat(wrapped.doubleAt(0)).isEqualTo(9);
    }

    @Test
    void anArrayMustFitItsShape() {
        assertThatThrownBy(() -> Tensor.wrap(Shape.of(3), new float[2]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("shape (3,) of float32 needs an array of 3 elements, this one has 2");
        assertThatThrownBy(() -> Tensor.wrap(DType.COMPLEX64, Shape.of(2), new float[2]))
                .hasMessageContaining("needs an array of 4 elements");
        assertThatThrownBy(() -> Tensor.wrap(DType.INT32, Shape.of(2), new float[2]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("values of int32 are stored in a int[], not in a float[]");
        assertThatThrownBy(() -> Tensor.wrap(Shape.of(-1), new float[2])).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void shapesTooLargeAreOurErrors() {
        assertThatThrownBy(() -> Tensor.zeros(DType.INT8, Shape.of(1L << 31)))
                .isInstanceOf(ResourceExhaustedException.class);
        assertThatThrownBy(() -> Tensor.zeros(DType.COMPLEX64, Shape.of((1L << 31) - 9)))
                .isInstanceOf(ResourceExhaustedException.class);
        assertThatThrownBy(() -> Tensor.wrap(DType.COMPLEX64, Shape.of(1L << 30), new float[2]))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Tensor.zeros(DType.INT8, Shape.of(1L << 40, 1L << 40)))
                .isInstanceOf(InvalidArgumentException.class);
        assertThat(Tensor.zeros(DType.INT8, Shape.of(1L << 40, 0)).size()).isZero();
    }

    @Test
    void scalarsGiveTheirNumber() {
        assertThat(Tensor.of((Object) 2.5f).toFloat()).isEqualTo(2.5f);
        assertThat(Tensor.of((Object) 2.5).toDouble()).isEqualTo(2.5);
        assertThat(Tensor.of((Object) 7L).toInt()).isEqualTo(7);
        assertThat(Tensor.of(true).toBoolean()).isTrue();
        assertThatThrownBy(() -> Tensor.of((Object) (1L << 40)).toInt())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("the int64 value 1099511627776 does not fit an int");
        assertThatThrownBy(() -> Tensor.of(1f, 2f).toFloat())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("a tensor of shape (2,) is not one number: take toArray()");
        assertThatThrownBy(() -> Tensor.of((Object) 2.5f).toInt()).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Tensor.of((Object) 2.5f).toText()).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void elementsOutOfRangeAreOurErrors() {
        Tensor t = Tensor.over(DType.FLOAT32, Shape.of(2), new float[5]);
        assertThatThrownBy(() -> t.doubleAt(2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("a tensor of shape (2,) has no element number 2");
        assertThatThrownBy(() -> t.doubleAt(-1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Tensor.of(1).longAt(1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void unsignedNumbersAreNotNegative() {
        assertThat(Tensor.wrap(DType.UINT32, Shape.of(1), new int[] {-1}).longAt(0))
                .isEqualTo(4294967295L);
        assertThat(Tensor.wrap(DType.UINT64, Shape.of(1), new long[] {-1}).doubleAt(0))
                .isEqualTo(0x1p64);
    }

    @Test
    void reshapesWithoutCopying() {
        Tensor t = Tensor.of(1f, 2f, 3f, 4f);
        assertThat(t.reshape(Shape.of(2, 2)).array()).isSameAs(t.array());
        assertThatThrownBy(() -> t.reshape(Shape.of(3)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("a tensor of shape (4,) has 4 elements and cannot be reshaped to (3,)");
    }

    @Test
    void setFromChecksWhatItGets() {
        Tensor t = Tensor.of(1f, 2f);
        assertThatThrownBy(() -> t.setFrom(Tensor.of(1, 2))).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> t.setFrom(Tensor.of(1f, 2f, 3f))).isInstanceOf(InvalidArgumentException.class);
        t.setFrom(Tensor.of((Object) new float[][] {{5}, {6}}));
        assertThat(t).isEqualTo(Tensor.of(5f, 6f));
    }

    @Test
    void isEqualBitForBit() {
        assertThat(Tensor.of(1f, Float.NaN))
                .isEqualTo(Tensor.of(1f, Float.NaN))
                .hasSameHashCodeAs(Tensor.of(1f, Float.NaN));
        assertThat(Tensor.of(new float[] {0f})).isNotEqualTo(Tensor.of(new float[] {-0f}));
        assertThat(Tensor.of(1, 2)).isNotEqualTo(Tensor.of(1L, 2L));
        assertThat(Tensor.of(1, 2)).isNotEqualTo(Tensor.of(1, 2).reshape(Shape.of(2, 1)));
        assertThat(Tensor.of("a")).isEqualTo(Tensor.of("a")).hasSameHashCodeAs(Tensor.of("a"));
        Tensor inBuffer = Tensor.over(DType.FLOAT32, Shape.of(2), new float[] {1, 2, 9});
        assertThat(inBuffer).isEqualTo(Tensor.of(1f, 2f)).hasSameHashCodeAs(Tensor.of(1f, 2f));
        assertThat(inBuffer.toFloatArray()).containsExactly(1, 2);
        assertThat(inBuffer.copy().floats()).containsExactly(1, 2);
    }

    /** Known: NumPy 1.16's str and repr. */
    @Test
    void printsAsNumpyPrints() {
        assertThat(Tensor.of((Object) new float[][] {{1, 2.5f}})).hasToString("[[1.  2.5]]");
        assertThat(Tensor.of((Object) new float[][] {{1, 2}}).repr()).isEqualTo("array([[1., 2.]], dtype=float32)");
        assertThat(Tensor.of((Object) 0.1f)).hasToString("0.1");
        assertThat(Tensor.of(new boolean[] {true, false})).hasToString("[ True False]");
        assertThat(Tensor.of("a")).hasToString("b'a'");
    }

    @Test
    void aWrongAccessorSaysWhichIsRight() {
        assertThatThrownBy(() -> Tensor.of(1).floats())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("a int32 tensor is not stored in a float[] but in INTS");
    }
}
