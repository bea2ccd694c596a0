package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.Elements;

/** Finds the different ones among the slices of a tensor along an axis, in the order of their first occurrence. */
final class Uniques {
    /** Two to the power of 64 by the golden ratio: the high bits of its multiples are evenly spread. */
    private static final long SPREADING = 0x9E3779B97F4A7C15L;

    private final int outer;
    private final int n;
    private final int inner;

    /** For slices of a tensor {@code [outer, n, inner]}. */
    Uniques(int outer, int n, int inner) {
        this.outer = outer;
        this.n = n;
        this.inner = inner;
    }

    /**
     * Writes the different slices to output 0, allocated in {@code shape} with as many along {@code axis}, and for each slice
     * its place among them to output 1. Returns how often each occurs.
     */
    int[] find(KernelContext context, Shape shape, int axis) {
        Tensor x = context.input(0);
        int[] firsts = new int[n];
        int[] counts = new int[n];
        int found = x.dtype().isInteger() && outer == 1 && inner == 1
                ? findIntegers(context, firsts, counts)
                : findKeys(context, firsts, counts);
        Tensor y = context.allocate(0, shape.withDim(axis, found));
        int width = inner * x.dtype().width();
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < found; i++) {
                Elements.copy(x.array(), (o * n + firsts[i]) * width, y.array(), (o * found + i) * width, width);
            }
        }
        return Arrays.copyOf(counts, found);
    }

    private int findKeys(KernelContext context, int[] firsts, int[] counts) {
        Tensor x = context.input(0);
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < n; i++) {
            int next = places.size();
            int place = places.computeIfAbsent(key(x, i), key -> next);
            if (place == next) {
                firsts[place] = i;
            }
            counts[place]++;
            Integers.set(context, context.output(1), i, place);
        }
        return places.size();
    }

    /** The same in a table of whole numbers: each slot has a place among the different ones, plus one. */
    private int findIntegers(KernelContext context, int[] firsts, int[] counts) {
        Tensor x = context.input(0);
        Tensor places = context.output(1);
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, n)); // at most half full
        int[] slots = new int[1 << bits];
        long[] values = new long[n];
        int found = 0;
        for (int i = 0; i < n; i++) {
            long value = x.longAt(i);
            int slot = (int) (value * SPREADING >>> 64 - bits);
            while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
                slot = slot + 1 & slots.length - 1;
            }
            if (slots[slot] == 0) {
                firsts[found] = i;
                values[found] = value;
                slots[slot] = ++found;
            }
            int place = slots[slot] - 1;
            counts[place]++;
            Integers.set(context, places, i, place);
        }
        return found;
    }

    private Object key(Tensor x, int i) {
        if (outer == 1 && inner == 1) {
            return Keys.of(x, i);
        }
        List<Object> key = new ArrayList<>(outer * inner);
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                key.add(Keys.of(x, (o * n + i) * inner + j));
            }
        }
        return key;
    }
}
