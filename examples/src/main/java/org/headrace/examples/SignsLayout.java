package org.headrace.examples;

import java.util.Locale;
import org.headrace.Tf;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.state.Initializer;

/**
 * Which way a matrix of examples lies. The tutorial has an example a column, {@code W X + b}; most other programs have an
 * example a row, {@code X W + b}. Each matrix of the one network is the transpose of that of the other, the first weights
 * too, so both learn the same but for rounding.
 */
enum SignsLayout {
    /** An example a column: X is (12288, m), W1 (25, 12288), b1 (25, 1). */
    COLUMNS {
        @Override
        Shape shape(long features, long examples) {
            return Shape.of(features, examples);
        }

        @Override
        int classAxis() {
            return 0;
        }

        @Override
        Output linear(Tf tf, Output weights, Output x, Output bias) {
            return tf.add(tf.matmul(weights, x), bias);
        }

        @Override
        Output rows(Tf tf, Output x) {
            return tf.transpose(x);
        }

        @Override
        Initializer weights(Initializer ofColumns) {
            return ofColumns;
        }

        @Override
        void fill(Pictures pictures, int[] order, int from, int count, float[] x, float[] y) {
            pictures.columns(order, from, count, x);
            pictures.oneHotColumns(order, from, count, y);
        }
    },

    /** An example a row: X is (m, 12288), W1 (12288, 25), b1 (1, 25). */
    ROWS {
        @Override
        Shape shape(long features, long examples) {
            return Shape.of(examples, features);
        }

        @Override
        int classAxis() {
            return 1;
        }

        @Override
        Output linear(Tf tf, Output weights, Output x, Output bias) {
            return tf.add(tf.matmul(x, weights), bias);
        }

        @Override
        Output rows(Tf tf, Output x) {
            return x;
        }

        @Override
        Initializer weights(Initializer ofColumns) {
            return (tf, dtype, shape) ->
                    tf.transpose(ofColumns.initialValue(tf, dtype, Shape.of(shape.dim(1), shape.dim(0))));
        }

        @Override
        void fill(Pictures pictures, int[] order, int from, int count, float[] x, float[] y) {
            pictures.rows(order, from, count, x);
            pictures.oneHotRows(order, from, count, y);
        }
    };

    /** As the option {@code --layout} has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The shape of so many examples of so many features; of a layer's weights for {@code (units, inputs)}. */
    abstract Shape shape(long features, long examples);

    /** Along which axis of a matrix of examples the classes lie. */
    abstract int classAxis();

    /** One linear layer. */
    abstract Output linear(Tf tf, Output weights, Output x, Output bias);

    /** A matrix of examples with an example a row, as TensorFlow's cross entropies want it. */
    abstract Output rows(Tf tf, Output x);

    /** Draws the weights that {@code ofColumns} would draw for columns, whatever the layout. */
    abstract Initializer weights(Initializer ofColumns);

    /** Fills the matrices of pictures and one-hot labels with {@code order[from]} .. {@code order[from + count - 1]}. */
    abstract void fill(Pictures pictures, int[] order, int from, int count, float[] x, float[] y);
}
