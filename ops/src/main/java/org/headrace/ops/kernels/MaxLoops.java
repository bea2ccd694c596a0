package org.headrace.ops.kernels;

import org.headrace.core.Tensor;

/**
 * Loops along the channels of pixels that look for the greatest in a window. All of a window's pixels lie inside the image. Of
 * equal ones the first counts; a NaN counts only as the first. Thread-safe.
 *
 * @param <A> the array of elements
 */
public interface MaxLoops<A> {
    /** Where a window's pixels lie. */
    final class Window {
        /** Where the channels of the first pixel lie. */
        public int at;

        public int planes = 1;
        public int rows;
        public int columns;
        public int planeStep;
        public int rowStep;
        public int columnStep;
        /** Where the first pixel's place is in a filter {@code [rows, columns, channels]}. */
        public int place;
        /** From one row of the filter to the next. */
        public int placeStep;
        /** The pixel where the whole window begins, moved inside the image, or less than 0 if there is none. */
        public int corner;

        /** A window of no pixels. */
        public Window() {}

        /** Rows of pixels, in all planes. */
        public int lines() {
            return planes * rows;
        }

        /** Where row {@code r} of all planes' rows begins. */
        public int line(int r) {
            return planes == 1 ? at + r * rowStep : at + r / rows * planeStep + r % rows * rowStep;
        }
    }

    /** Puts the greatest of a window to {@code y}, for {@code n} channels; the least number if it has no pixels. */
    void max(A x, Window window, A y, int yOff, int n);

    /** Puts the greatest of a window to {@code y}, and where in {@code x} it is, less {@code base}, to {@code index}. */
    void argMax(A x, Window window, A y, int yOff, long[] index, int base, int n);

    /** Adds {@code dy} to {@code dx} where the greatest of the window of {@code x} is. */
    void addToMax(A x, Window window, A dy, int dyOff, A dx, int n);

    /** Puts the elements of {@code values} to {@code y} that lie where the greatest of the window of {@code x} is. */
    void atMax(A x, Window window, A values, A y, int yOff, int n);

    /** Puts the greatest sum of an element of the window and the filter's at its place to {@code y}. */
    void maxSum(A x, Window window, A filter, A y, int yOff, int n);

    /** Adds {@code dy} to {@code dx} where that sum's element is, in the window's corner if there is none. */
    void addToMaxSum(A x, Window window, A filter, A dy, int dyOff, A dx, int n);

    /** Adds {@code dy} to {@code df} where that sum's place of the filter is, at its first place if there is none. */
    void addToMaxPlace(A x, Window window, A filter, A dy, int dyOff, A df, int n);

    /** Adds {@code n} elements of {@code dy} to the elements of {@code dx} that {@code index} names. */
    void addAt(A dy, long[] index, A dx, int n);

    /** Zeros from {@code from} to before {@code to}. */
    void clear(A x, int from, int to);

    A newArray(int length);

    /** Whether the elements lie in arrays of another kind than tensors'. */
    default boolean copies() {
        return false;
    }

    /** The elements of a tensor; if they have to be copied, in {@code scratch}. */
    A elements(Tensor tensor, A scratch);

    /** Brings elements that were copied into their tensor. */
    default void store(A elements, Tensor tensor) {}
}
