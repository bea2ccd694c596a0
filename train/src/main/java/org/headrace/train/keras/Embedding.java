package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;

/**
 * A row of numbers for each word: int32 or int64 {@code [batch, ...]} to {@code [batch, ..., outputDim]}. The rows are
 * {@code embeddings} of {@code [inputDim, outputDim]}, by default uniform in [-0.05, 0.05). Its gradient is sparse: only
 * rows that a batch names are changed.
 */
public final class Embedding extends Layer<Embedding> {
    private final int inputDim;
    private final int outputDim;
    private Initializer embeddingsInitializer = (tf, dtype, shape) -> tf.random.uniform(shape, -0.05, 0.05, dtype);

    /** Rows of length {@code outputDim} for the words {@code 0 .. inputDim - 1}. */
    public Embedding(int inputDim, int outputDim) {
        super("embedding");
        if (inputDim < 1 || outputDim < 1) {
            throw new InvalidArgumentException(
                    "Embedding needs input_dim and output_dim of at least 1, not " + inputDim + " and " + outputDim);
        }
        this.inputDim = inputDim;
        this.outputDim = outputDim;
    }

    /** The rows' first values. */
    public Embedding embeddingsInitializer(Initializer initializer) {
        requireNotPlaced("embeddingsInitializer");
        this.embeddingsInitializer = initializer;
        return this;
    }

    /** Keras feeds float32 and casts it; here a model that begins with words is fed integers. */
    @Override
    protected DType inputDtype() {
        return DType.INT32;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        addWeight(tf, "embeddings", Shape.of(inputDim, outputDim), DType.FLOAT32, embeddingsInitializer);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        boolean words = inputs.dtype() == DType.INT32 || inputs.dtype() == DType.INT64;
        return tf.nn.embeddingLookup(weights().get(0), words ? inputs : tf.cast(inputs, DType.INT32));
    }
}
