package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * Copies elements from one strided view of an array to another of the same dimensions: transposition, slices, repetition
 * (stride 0), reversal (negative strides), pieces of a concatenation. Planned once, run many times.
 *
 * <p>Axes that lie one in the other in both views are joined; long contiguous runs go by {@link System#arraycopy}, all else
 * in square blocks that keep both sides in the cache.
 */
public final class StridedCopy {
    /** Shorter runs are copied element by element. */
    private static final int SHORT_RUN = 16;

    private static final int BLOCK = 32;

    private final boolean empty;
    private final int fromStart;
    private final int toStart;
    private final List<Axis> all;
    private final Axis[] outer;
    private final Axis rows;
    private final Axis columns;
    private final int[] at;

    /** One dimension and how far apart its elements lie on both sides. */
    private record Axis(int size, int from, int to) {
        static final Axis NONE = new Axis(1, 0, 0);

        boolean contains(Axis inner) {
            return from == inner.from * inner.size && to == inner.to * inner.size;
        }
    }

    private StridedCopy(boolean empty, int fromStart, int toStart, List<Axis> axes) {
        this.empty = empty;
        this.fromStart = fromStart;
        this.toStart = toStart;
        this.all = List.copyOf(axes);
        List<Axis> rest = new ArrayList<>(axes);
        this.columns = rest.isEmpty() ? Axis.NONE : rest.remove(rest.size() - 1);
        this.rows = rest.isEmpty() ? Axis.NONE : rest.remove(isRun(columns) ? rest.size() - 1 : partner(rest));
        this.outer = rest.toArray(new Axis[0]);
        this.at = new int[outer.length];
    }

    /**
     * A copy between views with these dimensions, strides and offsets, counted in tensor elements.
     *
     * @param dims the views' dimensions; the order of the loops follows them, so the last should be the target's innermost
     */
    public static StridedCopy of(DType dtype, int[] dims, int[] from, int fromStart, int[] to, int toStart) {
        int width = dtype.width();
        List<Axis> axes = new ArrayList<>();
        boolean empty = false;
        for (int i = 0; i < dims.length; i++) {
            empty |= dims[i] == 0;
            join(axes, new Axis(dims[i], from[i] * width, to[i] * width));
        }
        join(axes, new Axis(width, 1, 1));
        return new StridedCopy(empty, fromStart * width, toStart * width, axes);
    }

    /** A copy of a view into an array of just these dimensions. */
    public static StridedCopy gather(DType dtype, int[] dims, int[] from, int fromStart) {
        return of(dtype, dims, from, fromStart, strides(dims), 0);
    }

    /** A copy of an array of just these dimensions into a view. */
    public static StridedCopy scatter(DType dtype, int[] dims, int[] to, int toStart) {
        return of(dtype, dims, strides(dims), 0, to, toStart);
    }

    private static void join(List<Axis> axes, Axis next) {
        int last = axes.size() - 1;
        if (next.size == 1) {
            return;
        }
        if (last >= 0 && axes.get(last).contains(next)) {
            axes.set(last, new Axis(axes.get(last).size * next.size, next.from, next.to));
        } else {
            axes.add(next);
        }
    }

    private static boolean isRun(Axis axis) {
        return axis.from == 1 && axis.to == 1 && axis.size >= SHORT_RUN;
    }

    /** The axis whose elements lie closest together in the source: blocks over it and the last axis suit both sides. */
    private static int partner(List<Axis> axes) {
        int best = axes.size() - 1;
        for (int i = best - 1; i >= 0; i--) {
            if (distance(axes.get(i)) < distance(axes.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(Axis axis) {
        return axis.from == 0 ? Integer.MAX_VALUE : Math.abs(axis.from);
    }

    /** The distances between neighbours along each axis of a row-major array. */
    public static int[] strides(int... dims) {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(1, dims[i]);
        }
        return strides;
    }

    /** A complete shape's dimensions as array indices. */
    public static int[] dims(Shape shape) {
        return Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
    }

    /** How many array elements it writes. */
    int size() {
        int size = empty ? 0 : 1;
        for (Axis axis : all) {
            size *= axis.size;
        }
        return size;
    }

    /** Copies that do the same together, at most {@code most}, to be run side by side. */
    List<StridedCopy> cut(int most) {
        int widest = 0;
        while (widest < all.size() - 1 && all.get(widest).size < most) {
            widest++;
        }
        if (empty || all.isEmpty() || most < 2) {
            return List.of(this);
        }
        Axis axis = all.get(widest);
        int pieces = Math.min(most, axis.size);
        List<StridedCopy> cut = new ArrayList<>();
        for (int i = 0; i < pieces; i++) {
            int begin = (int) ((long) axis.size * i / pieces);
            int end = (int) ((long) axis.size * (i + 1) / pieces);
            List<Axis> axes = new ArrayList<>(all);
            axes.set(widest, new Axis(end - begin, axis.from, axis.to));
            cut.add(new StridedCopy(false, fromStart + begin * axis.from, toStart + begin * axis.to, axes));
        }
        return cut;
    }

    /** Whether it copies from each of so many rows as long as {@code from} a run to the same row, as long as {@code to}. */
    boolean isOfRows(int count, int from, int to) {
        return all.size() == 2
                && isRun(columns)
                && rows.size == count
                && rows.from == from
                && rows.to == to
                && fromStart + columns.size <= from
                && toStart + columns.size <= to;
    }

    /** Copies rows {@code first} to {@code end - 1} only, where it {@link #isOfRows}. */
    void rows(Tensor from, Tensor to, int first, int end) {
        Elements.copyRows(
                from.array(),
                fromStart + first * rows.from,
                rows.from,
                to.array(),
                toStart + first * rows.to,
                rows.to,
                end - first,
                columns.size);
    }

    public void run(Tensor from, Tensor to) {
        if (empty) {
            return;
        }
        Object source = from.array();
        Object target = to.array();
        Arrays.fill(at, 0);
        int s = fromStart;
        int t = toStart;
        boolean run = isRun(columns);
        int axis;
        do {
            if (run) {
                Elements.copyRows(source, s, rows.from, target, t, rows.to, rows.size, columns.size);
            } else {
                copyBlocks(source, s, target, t);
            }
            for (axis = outer.length - 1; axis >= 0; axis--) {
                s += outer[axis].from;
                t += outer[axis].to;
                if (++at[axis] < outer[axis].size) {
                    break;
                }
                s -= outer[axis].from * outer[axis].size;
                t -= outer[axis].to * outer[axis].size;
                at[axis] = 0;
            }
        } while (axis >= 0);
    }

    private void copyBlocks(Object source, int s, Object target, int t) {
        // Where the columns are close together on both sides, rows need no cutting.
        int step = Math.abs(columns.from) <= 1 ? columns.size : BLOCK;
        for (int i = 0; i < rows.size; i += BLOCK) {
            int n0 = Math.min(BLOCK, rows.size - i);
            for (int j = 0; j < columns.size; j += step) {
                if (source instanceof float[] floats && rows.from == 1 && columns.to == 1) {
                    Transposition.copy(
                            floats,
                            s + i + j * columns.from,
                            columns.from,
                            Math.min(step, columns.size - j),
                            n0,
                            (float[]) target,
                            t + i * rows.to + j,
                            rows.to);
                    continue;
                }
                Elements.copyBlock(
                        source,
                        s + i * rows.from + j * columns.from,
                        rows.from,
                        columns.from,
                        target,
                        t + i * rows.to + j * columns.to,
                        rows.to,
                        columns.to,
                        n0,
                        Math.min(step, columns.size - j));
            }
        }
    }
}
