package org.headrace.train.keras;

import org.headrace.ops.Ops;

/** Models of layers: TensorFlow's {@code tf.keras}. */
public final class KerasOps {
    private final Ops tf;

    /** For the ops' place. */
    public KerasOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * A model of these layers, one after the other; more may follow by {@code add}. If the first says what its inputs' shape
     * is, the layers are built as they are added, else when data comes first.
     */
    public Sequential sequential(Layer<?>... layers) {
        String scope = tf.defaultVariableScope("sequential").variableScopeName();
        String name = scope.substring(tf.variableScopeName().length(), scope.length() - 1);
        Sequential model = new Sequential(tf, name);
        for (Layer<?> layer : layers) {
            model.add(layer);
        }
        return model;
    }
}
