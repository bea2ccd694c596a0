package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.ops.candidate.ComputeAccidentalHits;

/** Rows of the random ops whose seeds are inputs, and of accidental hits among drawn classes. */
final class StatelessRandomCases {
    private static final int[] SEED = {7, -8};

    private StatelessRandomCases() {}

    static List<OpCase> rows() {
        List<OpCase> rows = new ArrayList<>();
        for (DType dtype : List.of(FLOAT32, FLOAT64)) {
            rows.add(drawn(
                    "StatelessRandomUniform/" + dtype,
                    (tf, in) -> tf.random.statelessUniform(Shape.of(3, 7), in.get(0), 0, 1, dtype)));
            rows.add(drawn(
                    "StatelessRandomNormal/" + dtype,
                    (tf, in) -> tf.random.statelessNormal(Shape.of(3, 7), in.get(0), 0, 1, dtype)));
            rows.add(drawn(
                    "StatelessTruncatedNormal/" + dtype,
                    (tf, in) -> tf.random.statelessTruncatedNormal(Shape.of(3, 7), in.get(0), 0, 1, dtype)));
        }
        for (DType dtype : List.of(INT32, INT64)) {
            rows.add(drawn(
                    "StatelessRandomUniformInt/" + dtype,
                    (tf, in) -> tf.random.statelessUniform(Shape.of(9), in.get(0), -5, 1000, dtype)));
            rows.add(drawn(
                    "StatelessMultinomial/" + dtype,
                    (tf, in) -> tf.random.statelessCategorical(
                            tf.constant(new float[][] {{0, 1, -1}, {2, 2, 0}}), 6, in.get(0), dtype)));
        }
        rows.add(drawn(
                "StatelessRandomUniform/nothing", (tf, in) -> tf.random.statelessUniform(Shape.of(0, 7), in.get(0))));
        rows.add(OpCase.many(
                        "ComputeAccidentalHits",
                        (tf, in) -> tf.addOp(new ComputeAccidentalHits(2, 0, 0), in.get(0), in.get(1))
                                .outputs(),
                        new long[][] {{1, 2}, {5, 1}},
                        new long[] {5, 1, 7})
                .asGiven()
                .notDifferentiable());
        return rows;
    }

    private static OpCase drawn(String name, OpCase.One build) {
        return OpCase.of(name, build, (Object) SEED).in(INT32, INT64).notDifferentiable();
    }
}
