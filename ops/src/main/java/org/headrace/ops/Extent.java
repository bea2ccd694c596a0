package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.math.Cast;
import org.jspecify.annotations.Nullable;

/**
 * A number of pixels: known while the graph is built, or computed by it. Arithmetic on known ones adds no ops, as in
 * TensorFlow's Python.
 */
record Extent(int known, @Nullable Output computed) {
    static Extent of(int known) {
        return new Extent(known, null);
    }

    static Extent of(Output computed) {
        return new Extent(0, computed);
    }

    /** The dimensions of a picture or a batch. */
    static List<Extent> dims(Ops s, Output image) {
        Shape shape = image.shape();
        int rank = shape.rank();
        List<Output> parts = shape.isComplete() ? List.of() : s.unstack(s.shape(image), rank, 0);
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dims.add(shape.dim(i) == Shape.UNKNOWN ? of(parts.get(i)) : of(Math.toIntExact(shape.dim(i))));
        }
        return dims;
    }

    /** What may stand in a list that becomes a vector: a number or an output. */
    Object value() {
        return computed == null ? Integer.valueOf(known) : computed;
    }

    /** As a dimension of a shape. */
    long dim() {
        return computed == null ? known : Shape.UNKNOWN;
    }

    private Output output(Ops s, String name) {
        return computed == null ? s.constant(Tensor.of(known), name) : computed;
    }

    Extent minus(Ops s, Extent other) {
        if (computed == null && other.computed == null) {
            return of(Math.subtractExact(known, other.known));
        }
        Ops t = s.scoped("sub");
        return of(t.withName(t.scopeName()).sub(output(t, "x"), other.output(t, "y")));
    }

    Extent plus(Ops s, Extent other) {
        if (computed == null && other.computed == null) {
            return of(Math.addExact(known, other.known));
        }
        Ops t = s.scoped("add");
        return of(t.withName(t.scopeName()).add(output(t, "x"), other.output(t, "y")));
    }

    Extent negative(Ops s) {
        return computed == null ? of(Math.negateExact(known)) : of(s.neg(computed));
    }

    /** Rounded down. */
    Extent half(Ops s) {
        return computed == null
                ? of(Math.floorDiv(known, 2))
                : of(s.withName("floordiv").floorDiv(computed, 2));
    }

    Extent atLeastZero(Ops s) {
        return computed == null ? of(Math.max(known, 0)) : of(s.maximum(computed, 0));
    }

    Extent orLess(Ops s, Extent other) {
        if (computed == null && other.computed == null) {
            return of(Math.min(known, other.known));
        }
        Ops t = s.scoped("Minimum");
        return of(t.withName(t.scopeName()).minimum(output(t, "x"), other.output(t, "y")));
    }

    Output as(Ops s, DType dtype) {
        Ops t = s.scoped("Cast");
        return t.finish(new Cast(dtype), output(t, "x"));
    }

    /** Refuses this if it is less than another one; what is computed is checked by an op that is added to {@code checks}. */
    void requireAtLeast(Ops s, Extent least, List<Op> checks, String rule) {
        if (computed != null || least.computed != null) {
            Ops t = s.scoped("GreaterEqual");
            Output holds = t.withName(t.scopeName()).greaterEqual(output(t, "x"), least.output(t, "y"));
            checks.add(s.assertTrue(holds, rule));
        } else if (known < least.known) {
            throw new InvalidArgumentException(rule);
        }
    }
}
