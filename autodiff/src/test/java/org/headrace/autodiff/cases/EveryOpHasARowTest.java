package org.headrace.autodiff.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.headrace.autodiff.Gradients;
import org.headrace.autodiff.Unconnected;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Stateful;
import org.headrace.ops.Ops;
import org.headrace.ops.control.NoOp;
import org.headrace.ops.control.PyFuncStateless;
import org.headrace.ops.linalg.MatrixExponential;
import org.junit.jupiter.api.Test;

/** A new op record without a row in the table fails the build. */
class EveryOpHasARowTest {
    /** Fewer would mean that the importer looked in the wrong place. */
    private static final int AT_LEAST = 100;

    @Test
    void everyPureOpIsInSomeRowOrInItsGradient() {
        Set<Class<?>> seen = new HashSet<>();
        for (OpCase row : OpCases.all()) {
            Graph graph = new Graph();
            Ops tf = Ops.on(graph);
            List<Output> inputs = row.inputs().stream()
                    .map(value -> tf.placeholder(value.dtype(), value.shape()))
                    .toList();
            Output y = row.build().build(tf, inputs).get(0);
            if (row.differentiable()) {
                Gradients.of(tf, y)
                        .unconnected(Unconnected.ZERO)
                        .withRespectTo(inputs.stream()
                                .filter(input -> input.dtype().isFloating())
                                .toList());
            }
            graph.ops().stream().map(Op::type).forEach(type -> seen.add(type.getClass()));
        }
        Set<String> missing = new TreeSet<>();
        List<JavaClass> records = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.headrace.ops")
                        .stream()
                        .filter(type -> type.isAssignableTo(OpType.class) && !type.isInterface())
                        .filter(type -> !type.isEquivalentTo(NoOp.class)) // gives no value
                        .filter(type -> !type.isEquivalentTo(MatrixExponential.class)) // TensorFlow 1.15 has dropped it
                        .filter(type -> !type.isEquivalentTo(PyFuncStateless.class)) // calls what no other process has
                        .filter(type -> !type.getSimpleName().equals("TransposedMatrix")) // in programs, in no graph
                        .toList();
        for (JavaClass type : records) {
            if (!type.isAssignableTo(Stateful.class) && !seen.contains(type.reflect())) {
                missing.add(type.getSimpleName());
            }
        }
        assertThat(records).hasSizeGreaterThan(AT_LEAST);
        assertThat(missing).as("op records without a row in OpCases").isEmpty();
    }
}
