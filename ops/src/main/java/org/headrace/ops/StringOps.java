package org.headrace.ops;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.ops.array.StringJoin;

/** Strings: TensorFlow's {@code tf.strings}. */
public final class StringOps {
    private final Ops tf;

    StringOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * Strings of equal shapes joined element by element; scalars go with every element.
     *
     * @see StringJoin
     */
    public Output join(List<Output> inputs, String separator) {
        return tf.add(new StringJoin(separator), inputs.toArray(new Output[0]));
    }
}
