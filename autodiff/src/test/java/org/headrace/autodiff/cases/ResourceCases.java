package org.headrace.autodiff.cases;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.STRING;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.LookupOps.MutableHashTable;
import org.headrace.ops.LookupOps.StaticHashTable;
import org.headrace.ops.Ops;

/** Rows of variables by handle and of tables: what a run gives that fills them first. */
final class ResourceCases {
    private static final float[][] X = {{1, 2}, {3, 4.5f}, {-5, 6}};

    private ResourceCases() {}

    /** What is done with a variable that has the first input's value. */
    private interface Use {
        List<Output> build(Ops tf, Output handle, List<Output> in);
    }

    private static OpCase variable(String name, Use use, Object... inputs) {
        return OpCase.many(
                        name,
                        (tf, in) -> {
                            Output x = in.get(0);
                            Output handle = tf.resources.varHandle(x.dtype(), x.shape(), "w");
                            Op start = tf.resources.assignVariable(handle, x);
                            return use.build(tf.withControlDependencies(start), handle, in);
                        },
                        inputs)
                .in(FLOAT32, FLOAT64, INT32, INT64)
                .exact()
                .notDifferentiable();
    }

    private static Output after(Ops tf, Op change, Output handle) {
        return tf.withControlDependencies(change).resources.readVariable(handle);
    }

    static List<OpCase> rows() {
        int[] rows = {2, 0, 2};
        float[][] updates = {{1, 1}, {2, 2}, {3, 4}};
        return List.of(
                variable("ReadVariableOp", (tf, w, in) -> List.of(tf.resources.readVariable(w)), (Object) X),
                variable(
                        "AssignAddVariableOp",
                        (tf, w, in) -> List.of(after(tf, tf.resources.assignAddVariable(w, in.get(1)), w)),
                        X,
                        updates),
                variable(
                        "AssignSubVariableOp",
                        (tf, w, in) -> List.of(after(tf, tf.resources.assignSubVariable(w, in.get(1)), w)),
                        X,
                        updates),
                variable("ResourceGather", (tf, w, in) -> List.of(tf.resources.gather(w, in.get(1))), X, new int[][] {
                    rows, rows
                }),
                variable(
                        "ResourceScatterAdd",
                        (tf, w, in) -> List.of(after(tf, tf.resources.scatterAdd(w, in.get(1), in.get(2)), w)),
                        X,
                        new long[] {2, 0, 2},
                        updates),
                variable(
                        "ResourceScatterUpdate",
                        (tf, w, in) -> List.of(after(tf, tf.resources.scatterUpdate(w, in.get(1), in.get(2)), w)),
                        X,
                        new long[] {2, 0, 1},
                        updates),
                variable(
                        "VariableShape",
                        (tf, w, in) -> List.of(tf.resources.variableShape(w), tf.resources.varIsInitialized(w)),
                        (Object) X),
                OpCase.many(
                                "LookupTableFindV2/static",
                                (tf, in) -> {
                                    StaticHashTable table = tf.lookup.staticHashTable(in.get(1), in.get(0), -1);
                                    Ops filled = tf.withControlDependencies(table.initializer());
                                    return List.of(table.lookup(filled, in.get(2)), table.size(filled));
                                },
                                new long[] {5, 6, 7},
                                new String[] {"a", "b", "c"},
                                new String[][] {{"c", "x"}, {"a", "a"}})
                        .asGiven()
                        .seeded(random -> List.of(
                                Tensor.of(new long[] {5, 6, 7}), // what a table is filled with at first
                                Tensor.of(new String[] {"a", "b", "c"}),
                                Tensor.of(new String[][] {{random.nextInt(2) == 0 ? "b" : "z", "c"}, {"a", "y"}})))
                        .notDifferentiable(),
                OpCase.many(
                                "LookupTableFindV2/mutable",
                                (tf, in) -> {
                                    MutableHashTable table = tf.lookup.mutableHashTable(STRING, FLOAT32, 0.5f);
                                    Op insert = table.insert(tf, in.get(1), in.get(0));
                                    Ops filled = tf.withControlDependencies(insert);
                                    return List.of(table.lookup(filled, in.get(2)), table.size(filled));
                                },
                                new float[] {5, 6, 7},
                                new String[] {"a", "b", "a"},
                                new String[][] {{"c", "x"}, {"a", "b"}})
                        .asGiven()
                        .notDifferentiable());
    }
}
