package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.headrace.core.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class KernelsTest {
    private static final Kernels.Calibration FASTER = (candidate, reference) -> true;
    private static final Kernels.Calibration SLOWER = (candidate, reference) -> false;

    private final KernelProvider scalar = new ScalarProvider();

    private record Provider(String name, int priority, Optional<String> obstacle, boolean calibrated)
            implements KernelProvider {
        @Override
        public Gemm gemm() {
            return new ScalarGemm();
        }
    }

    private final KernelProvider vector = new Provider("vector", 200, Optional.empty(), false);
    private final KernelProvider noVector = new Provider("vector", 200, Optional.of("add the module"), false);
    private final KernelProvider jblas = new Provider("jblas", 100, Optional.empty(), true);
    private final KernelProvider noJblas = new Provider("jblas", 100, Optional.of("install the library"), true);

    @Test
    void theFirstUsableProviderByPriorityIsChosen() {
        assertThat(Kernels.choose(null, List.of(scalar, jblas, vector), SLOWER)).isSameAs(vector);
        assertThat(Kernels.choose(null, List.of(scalar, jblas, noVector), FASTER))
                .isSameAs(jblas);
        assertThat(Kernels.choose(null, List.of(scalar, noJblas, noVector), FASTER))
                .isSameAs(scalar);
    }

    @Test
    void aCalibratedProviderMustBeFasterThanPlainJava() {
        assertThat(Kernels.choose(null, List.of(scalar, jblas, noVector), SLOWER))
                .isSameAs(scalar);
    }

    @Test
    void aNameForcesTheChoice() {
        assertThat(Kernels.choose("scalar", List.of(scalar, jblas, vector), FASTER))
                .isSameAs(scalar);
        assertThat(Kernels.choose("jblas", List.of(scalar, jblas, vector), SLOWER))
                .isSameAs(jblas);
    }

    @Test
    void anUnknownNameIsRefusedWithTheChoices() {
        assertThatThrownBy(() -> Kernels.choose("mkl", List.of(scalar, jblas, vector), FASTER))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("-Dheadrace.kernels=mkl names no kernels: there are vector, jblas, scalar");
    }

    @Test
    void aForcedProviderThatCannotWorkIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> Kernels.choose("vector", List.of(scalar, noVector), FASTER))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("-Dheadrace.kernels=vector")
                .hasMessageContaining("add the module");
    }

    @Test
    void aProviderThatDoesNotLoadIsSkipped() {
        Iterator<KernelProvider> services = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < 3;
            }

            @Override
            public KernelProvider next() {
                return switch (next++) {
                    case 0 -> throw new ServiceConfigurationError("broken");
                    case 1 -> throw new NoClassDefFoundError("missing");
                    case 2 -> scalar;
                    default -> throw new NoSuchElementException();
                };
            }
        };
        assertThat(Kernels.load(services)).containsExactly(scalar);
    }

    @Test
    void plainJavaIsFoundAsAService() {
        assertThat(Kernels.provider().name()).isEqualTo("scalar");
    }
}
