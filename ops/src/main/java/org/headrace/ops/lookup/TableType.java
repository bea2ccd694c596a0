package org.headrace.ops.lookup;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/** An op whose output is the handle of a table that the session keeps; each such op has a table of its own. */
interface TableType extends Stateful, NotDifferentiable {
    /** What keys can be. */
    DTypes KEYS = DTypes.of(DType.INT32, DType.INT64, DType.STRING);

    DType keyDtype();

    DType valueDtype();

    String container();

    String sharedName();

    boolean useNodeNameSharing();

    /** Whether entries can be added and changed at any time. */
    boolean mutable();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        if (!KEYS.members().contains(keyDtype())) {
            throw in.error("key_dtype must be one of %s, not %s", KEYS, keyDtype());
        }
        if (valueDtype().width() != 1 || valueDtype() == DType.RESOURCE) {
            throw in.error("value_dtype cannot be %s", valueDtype());
        }
        return List.of(TensorSpec.of(DType.RESOURCE));
    }

    /** The handle's value means nothing: the graph says which table it is. */
    @Override
    default Kernel kernel(Signature signature) {
        return context -> context.output(0).longs()[0] = 0;
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of(
                "container", container(),
                "shared_name", sharedName(),
                "use_node_name_sharing", useNodeNameSharing(),
                "key_dtype", keyDtype(),
                "value_dtype", valueDtype());
    }
}
