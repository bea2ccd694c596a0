package org.headrace.ops.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * One step of an optimizer for some rows: row {@code i} of the gradient changes row {@code indices[i]} of a variable and of
 * what is remembered of it. Its inputs are those of the op for all rows, with {@code indices} after the gradient. A row that
 * is named twice changes twice, in the order of the indices; if one is out of range nothing changes.
 */
interface SparseApplying extends Assigning {
    /** The op whose formula each row follows. */
    Applying dense();

    /** See {@link Applying#limitsScalars}. */
    default boolean limitsScalars() {
        return dense().limitsScalars();
    }

    /** Which input the gradient is. */
    private int gradient() {
        List<String> names = dense().arguments();
        int i = 0;
        while (!Applying.isGradient(names.get(i))) {
            i++;
        }
        return i;
    }

    /** TensorFlow's names of the inputs. */
    private List<String> arguments() {
        List<String> names = new ArrayList<>(dense().arguments());
        int gradient = gradient();
        names.set(gradient, "grad");
        names.add(gradient + 1, "indices");
        return names;
    }

    @Override
    default boolean takesReference(int input) {
        return input < dense().variables();
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "var");
        int gradient = gradient();
        Shape shape = in.shape(0);
        for (int i = 0; i < in.inputs(); i++) {
            String name = arguments().get(i);
            if (i < dense().variables()) {
                References.requireSameDType(in, i, name, "var");
                shape = References.merge(in, shape, in.shape(i));
            } else if (i == gradient) {
                References.requireSameDType(in, i, name, "var");
            } else if (i == gradient + 1) {
                DTypes.INDEX.require(in, i, name);
            } else {
                Applying.requireScalar(in, i, name);
            }
        }
        Shape indices = in.requireRank(gradient + 1, 1);
        if (shape.hasRank()) {
            if (shape.rank() == 0) {
                throw in.error("Shape must be at least rank 1 but is rank 0: a scalar variable has no rows");
            }
            References.merge(in, in.shape(gradient), indices.concat(shape.slice(1, shape.rank())));
        }
        return List.of(in.input(0).withShape(shape));
    }

    @Override
    default Kernel kernel(Signature signature) {
        Applying.requireFloating(signature);
        Kernel kernel = new RowUpdate(dense(), gradient(), signature);
        return limitsScalars() ? ScalarLimits.before(kernel, arguments()) : kernel;
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(Assigning.super.attributes(op));
        attributes.put("Tindices", op.input(gradient() + 1).dtype());
        return attributes;
    }
}
