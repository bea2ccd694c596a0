package org.headrace.autodiff.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.StaticValue;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Binary;
import org.headrace.ops.Unary;
import org.headrace.ops.array.ZerosLike;
import org.headrace.ops.math.Mul;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ops that are wrong only where the engine optimizes are found among random graphs, which then shrink to a few ops. */
class BrokenOpsTest {
    private static final int GRAPHS = 500;
    private static final int ATTEMPTS = 2_000;

    /** By its kernel a product; where its formula is joined with a neighbour's, a sum. */
    private record Misjoined() implements Binary {
        @Override
        public Expr formula(Expr a, Expr b) {
            return a.plus(b);
        }

        @Override
        public Kernel kernel(Signature signature) {
            return new Mul().kernel(signature);
        }
    }

    /** By its kernel zeros; where the shape tells the value, ones. */
    private record Misfolded() implements StaticValue {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return new ZerosLike().infer(in);
        }

        @Override
        public @Nullable Tensor staticValue(InferContext in, int output) {
            if (!in.shape(0).isComplete() || in.dtype(0) != DType.FLOAT32) {
                return null;
            }
            float[] ones = new float[in.shape(0).size()];
            Arrays.fill(ones, 1);
            return Tensor.wrap(in.shape(0), ones);
        }

        @Override
        public Kernel kernel(Signature signature) {
            return new ZerosLike().kernel(signature);
        }
    }

    /** Functions of which each takes itself for any other, so that of two of the same number one is computed. */
    private static final class Mistaken implements OpType {
        private final OpType type;

        Mistaken(OpType type) {
            this.type = type;
        }

        @Override
        public String name() {
            return type.name();
        }

        @Override
        public List<TensorSpec> infer(InferContext in) {
            return type.infer(in);
        }

        @Override
        public Kernel kernel(Signature signature) {
            return type.kernel(signature);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Mistaken;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public String toString() {
            return type.toString();
        }
    }

    /** How many ops but sources are left of a graph with broken ops that is found and shrunk. */
    private static long opsLeft(UnaryOperator<OpType> breaking) {
        for (long seed = 0; seed < GRAPHS; seed++) {
            Scenario scenario = GraphGenerator.generate(seed).withTypes(breaking);
            Judge.Difference difference = new Judge().difference(scenario);
            if (difference != null) {
                Scenario small = Shrinker.shrink(scenario, difference, ATTEMPTS);
                assertThat(new Judge().difference(small)).isNotNull();
                assertThat(Listing.of(small)).contains("session.");
                return small.nodes().stream()
                        .map(Scenario.Node::type)
                        .filter(type -> !(type instanceof Const || type instanceof Placeholder))
                        .count();
            }
        }
        throw new AssertionError("none of " + GRAPHS + " graphs shows it");
    }

    @Test
    void aFormulaThatIsNotTheKernelsIsFound() {
        assertThat(opsLeft(type -> type instanceof Mul ? new Misjoined() : type))
                .isBetween(1L, 3L);
    }

    @Test
    void aStaticValueThatIsNotTheKernelsIsFound() {
        assertThat(opsLeft(type -> type instanceof ZerosLike ? new Misfolded() : type))
                .isBetween(1L, 3L);
    }

    @Test
    void opsThatAreMergedThoughTheyDifferAreFound() {
        assertThat(opsLeft(type -> type instanceof Unary ? new Mistaken(type) : type))
                .isBetween(1L, 3L);
    }
}
