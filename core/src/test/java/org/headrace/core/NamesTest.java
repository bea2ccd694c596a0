package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.headrace.core.Toys.Add;
import org.headrace.core.Toys.NoOp;
import org.junit.jupiter.api.Test;

/** Names as TensorFlow 1.15's {@code Graph.unique_name} gives them. */
class NamesTest {
    private final Toys toys = new Toys();
    private final Graph graph = toys.graph;

    private String named(String name) {
        return toys.op(new NoOp(), name).name();
    }

    @Test
    void countsUpPerNameWhateverItsCase() {
        assertThat(List.of(named("Foo"), named("foo"), named("FOO"))).containsExactly("Foo", "foo_1", "FOO_2");
        assertThat(named("foo_1")).isEqualTo("foo_1_1");
        assertThat(named("foo")).isEqualTo("foo_3");
    }

    @Test
    void aFailedOpBurnsItsName() {
        Output a = toys.placeholder("a", 2);
        Output b = toys.placeholder("b", 3);
        assertThatThrownBy(() -> toys.op(new Add(), "sum", a, b)).isInstanceOf(InvalidArgumentException.class);
        assertThat(toys.op(new Add(), "sum", a, a).name()).isEqualTo("sum_1");
    }

    @Test
    void aTrailingSlashTakesTheNameAsItIs() {
        String scope = graph.openScope("", "layer");
        assertThat(named(scope)).isEqualTo("layer");
        assertThatThrownBy(() -> named("layer/"))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("'layer'");
        assertThat(named("layer")).isEqualTo("layer_1");
    }

    @Test
    void scopesAndOpsShareTheirNames() {
        assertThat(graph.openScope("", "primitives")).isEqualTo("primitives/");
        assertThat(graph.openScope("", "primitives")).isEqualTo("primitives_1/");
        assertThat(named("primitives")).isEqualTo("primitives_2");
        assertThat(graph.openScope("primitives/", "inner")).isEqualTo("primitives/inner/");
        assertThat(graph.openScope("primitives/", "inner")).isEqualTo("primitives/inner_1/");
        assertThat(graph.openScope("primitives/", "primitives/")).isEqualTo("primitives/");
        assertThat(graph.openScope("primitives/", "")).isEmpty();
    }

    @Test
    void refusesInvalidNames() {
        for (String bad : List.of("bad name", "", "_x", "-x", "/x", "x:0", "ä")) {
            assertThatThrownBy(() -> named(bad))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageStartingWith("'" + bad + "' is not a valid node name");
        }
        for (String good : List.of(".x", "0", "a/b", "a.b-c_d", "B9/c")) {
            assertThat(named(good)).startsWith(good);
        }
    }

    @Test
    void refusesInvalidScopes() {
        assertThatThrownBy(() -> graph.openScope("", "two words"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("'two words' is not a valid scope name");
        assertThatThrownBy(() -> graph.openScope("", "_x")).isInstanceOf(InvalidArgumentException.class);
        assertThat(graph.openScope("a/", "_x")).isEqualTo("a/_x/");
    }

    @Test
    void aNameIsReservedOnceAskedFor() {
        assertThat(graph.uniqueName("x")).isEqualTo("x");
        assertThat(graph.uniqueName("x")).isEqualTo("x_1");
        assertThat(named("x")).isEqualTo("x_2");
    }
}
