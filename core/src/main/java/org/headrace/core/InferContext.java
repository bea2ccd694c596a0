package org.headrace.core;

import org.jspecify.annotations.Nullable;

/** What a dtype and shape function knows of the inputs. */
public interface InferContext extends OpContext {
    int inputs();

    TensorSpec input(int i);

    default DType dtype(int i) {
        return input(i).dtype();
    }

    default Shape shape(int i) {
        return input(i).shape();
    }

    /** The value of input {@code i} if it is already known: a constant's, or what follows from constants and shapes. */
    @Nullable
    Tensor constant(int i);

    /**
     * Input {@code i}, a vector of integers, read as a shape as far as it is known: {@code -1} elements are unknown
     * dimensions. Of unknown rank if nothing is known.
     */
    Shape constantAsShape(int i);

    /** The shape of input {@code i}, which must have this rank if its rank is known. */
    default Shape requireRank(int i, int rank) {
        Shape shape = shape(i);
        if (shape.hasRank() && shape.rank() != rank) {
            throw error("Shape must be rank %d but is rank %d: input %d is %s", rank, shape.rank(), i, input(i));
        }
        return shape;
    }
}
