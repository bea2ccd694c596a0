package org.headrace.ops.array;

import org.headrace.core.Tensor;

/** Finds the largest elements of a stretch of a tensor: a heap of their places, worst on top. */
final class TopElements {
    private final int k;
    private final int[] heap;
    private Tensor x = Tensor.of(0f);

    TopElements(int k) {
        this.k = k;
        this.heap = new int[k];
    }

    /** Looks through elements {@code start} to {@code start + n} of {@code tensor}; {@code n} is at least {@code k}. */
    void find(Tensor tensor, int start, int n) {
        x = tensor;
        for (int i = 0; i < k; i++) {
            heap[i] = start + i;
        }
        for (int i = k / 2 - 1; i >= 0; i--) {
            sink(i, k);
        }
        for (int i = start + k; k > 0 && i < start + n; i++) {
            if (before(i, heap[0])) {
                heap[0] = i;
                sink(0, k);
            }
        }
        for (int end = k - 1; end > 0; end--) {
            int worst = heap[0];
            heap[0] = heap[end];
            heap[end] = worst;
            sink(0, end);
        }
    }

    /** Where the {@code i}-th largest lies. */
    int place(int i) {
        return heap[i];
    }

    private void sink(int from, int end) {
        int i = from;
        while (2 * i + 1 < end) {
            int child = 2 * i + 1;
            if (child + 1 < end && before(heap[child], heap[child + 1])) {
                child++;
            }
            if (before(heap[child], heap[i])) {
                return;
            }
            int moved = heap[i];
            heap[i] = heap[child];
            heap[child] = moved;
            i = child;
        }
    }

    /** Whether the element at {@code a} comes before the one at {@code b}. */
    private boolean before(int a, int b) {
        int order =
                switch (x.dtype()) {
                    case FLOAT32 -> compare(x.floats()[a], x.floats()[b]);
                    case INT64 -> Long.compare(x.longs()[a], x.longs()[b]);
                    case UINT64 -> Long.compareUnsigned(x.longs()[a], x.longs()[b]);
                    default -> compare(x.doubleAt(a), x.doubleAt(b));
                };
        return order > 0 || order == 0 && a < b;
    }

    private static int compare(double a, double b) {
        return a > b ? 1 : a < b ? -1 : 0;
    }
}
