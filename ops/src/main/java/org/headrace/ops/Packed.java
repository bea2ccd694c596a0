package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.ConcatV2;
import org.headrace.ops.array.Pack;
import org.headrace.ops.array.Reshape;
import org.headrace.ops.array.Tile;

/** Ops whose vectors of integers are partly numbers and partly computed, as Python's lists are: {@code [-1, n, 1]}. */
final class Packed {
    private Packed() {}

    /** {@code x} in the shape of these numbers and outputs. */
    static Output reshape(Ops s, Output x, Object... dims) {
        Ops t = s.scoped("Reshape");
        return t.finish(new Reshape(), x, Constants.pack(t.scoped("shape"), dims));
    }

    /** {@code x} repeated as often along its axes. */
    static Output tile(Ops s, Output x, Object... multiples) {
        Ops t = s.scoped("Tile");
        return t.finish(new Tile(), x, Constants.pack(t.scoped("multiples"), multiples));
    }

    /** Rows of numbers and outputs as the matrix that {@code s} is named after. */
    static Output matrix(Ops s, Object[][] rows) {
        Output[] packed = new Output[rows.length];
        for (int i = 0; i < rows.length; i++) {
            packed[i] = Constants.pack(s.scoped(Integer.toString(i)), rows[i]);
        }
        return s.finish(new Pack(0), packed);
    }

    /** Vectors or matrices joined to one: outputs, or {@code Object[]} and {@code Object[][]} of numbers and outputs. */
    static Output concat(Ops s, Object... vectors) {
        Ops t = s.scoped("concat");
        Output[] inputs = new Output[vectors.length + 1];
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i] instanceof Output output) {
                inputs[i] = output;
            } else if (vectors[i] instanceof Object[][] rows) {
                inputs[i] = matrix(t.scoped("values_" + i), rows);
            } else {
                inputs[i] = Constants.pack(t.scoped("values_" + i), (Object[]) vectors[i]);
            }
        }
        inputs[vectors.length] = t.constant(Tensor.of(0), "axis");
        return t.finish(new ConcatV2(), inputs);
    }
}
