package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DTypeTest {
    /** The enum of TensorFlow's {@code types.proto}. */
    @Test
    void hasTensorFlowsNumbers() {
        Map<Integer, DType> known = Map.of(
                1, DType.FLOAT32,
                2, DType.FLOAT64,
                3, DType.INT32,
                7, DType.STRING,
                9, DType.INT64,
                10, DType.BOOL,
                14, DType.BFLOAT16,
                19, DType.FLOAT16,
                22, DType.UINT32,
                23, DType.UINT64);
        known.forEach((number, dtype) -> {
            assertThat(dtype.number()).isEqualTo(number);
            assertThat(DType.ofNumber(number)).isEqualTo(dtype);
            assertThat(DType.ofNumber(number + 100)).as("the reference type").isEqualTo(dtype);
        });
        assertThatThrownBy(() -> DType.ofNumber(99)).isInstanceOf(UnimplementedException.class);
        assertThatThrownBy(() -> DType.ofNumber(0)).isInstanceOf(UnimplementedException.class);
    }

    @Test
    void printsAsTensorFlowPrints() {
        assertThat(DType.FLOAT32).hasToString("float32");
        assertThat(DType.FLOAT32.kernelName()).isEqualTo("float");
        assertThat(DType.FLOAT16.kernelName()).isEqualTo("half");
        assertThat(DType.BFLOAT16).hasToString("bfloat16");
    }

    @Test
    void everyTypeStoresAZero() {
        for (DType dtype : DType.values()) {
            Tensor zeros = Tensor.zeros(dtype, Shape.of(2, 3));
            assertThat(java.lang.reflect.Array.getLength(zeros.array())).isEqualTo(6 * dtype.width());
            assertThat(zeros).isEqualTo(zeros.copy());
            assertThat(zeros.toString()).isNotEmpty();
        }
    }

    @Test
    void knowsItsKind() {
        assertThat(DType.BOOL.isInteger()).isFalse();
        assertThat(DType.BOOL.isNumeric()).isFalse();
        assertThat(DType.UINT8.isInteger()).isTrue();
        assertThat(DType.COMPLEX64.isFloating()).isFalse();
        assertThat(DType.COMPLEX64.isTrainable()).isTrue();
        assertThat(DType.INT32.isTrainable()).isFalse();
        assertThat(DType.COMPLEX128.width()).isEqualTo(2);
    }
}
