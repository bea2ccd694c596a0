package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts nodes of little work, of which a thread's share would be too small, side by side where they do not need each other:
 * into the lanes of a stage, each of which is one thread's.
 *
 * <p>A stage looks at the next nodes. Those that need none of the others go to the lane that has least to do, those of most
 * work first. What needs a single lane follows there, where the processor has it in its caches, unless the lane has more to
 * do than the others already. What is left, and what needs any of that, waits for a later stage. Nodes of more or of unknown
 * work are stages of their own.
 */
final class SideBySide {
    /** The most work of a node that has others beside it: of more, threads share each well enough. */
    private static final long LIGHT = 1 << 19;
    /**
     * What the lanes of a stage must save: two microseconds, since handing them over takes half of one. Tests want lanes for
     * less.
     */
    static final long WORTH = Long.getLong("headrace.lanes", 1 << 17);
    /** What all lanes of a program must save: a thread that sleeps has to be woken up once a run. */
    private static final long WORTH_WAKING = 2 * WORTH;
    /** How many nodes a stage looks at. */
    private static final int SIGHT = 128;

    private static final int MOST_LANES = 16;
    /** In the place of a lane: a later stage. */
    private static final int LATER = 31;

    private final Hazards hazards;
    private final long[] loads;

    /** Marks are lanes, as bits. */
    private final Dependences needed;

    private long saved;

    private SideBySide(List<Prepared> nodes, Values values, int threads) {
        this.hazards = new Hazards(lowered(nodes), values);
        this.loads = new long[Math.min(threads, MOST_LANES)];
        this.needed = new Dependences(hazards, values, 0, (a, b) -> a | b);
    }

    /** Puts nodes that are alone in neighbouring stages side by side. */
    static List<Stage> arrange(List<Stage> stages, Values values, int threads) {
        if (threads == 1) {
            return stages;
        }
        List<Prepared> nodes =
                stages.stream().flatMap(stage -> stage.nodes().stream()).toList();
        SideBySide pass = new SideBySide(nodes, values, threads);
        List<Stage> arranged = new ArrayList<>();
        List<Prepared> alone = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage.byRows()) {
                pass.arrange(alone, arranged);
                alone.clear();
                arranged.add(stage);
            } else {
                alone.addAll(stage.nodes());
            }
        }
        pass.arrange(alone, arranged);
        return pass.saved < WORTH_WAKING ? stages : arranged;
    }

    private void arrange(List<Prepared> nodes, List<Stage> stages) {
        List<Prepared> waiting = new ArrayList<>();
        int next = 0;
        while (next < nodes.size() || !waiting.isEmpty()) {
            while (waiting.size() < SIGHT && next < nodes.size()) {
                waiting.add(nodes.get(next++));
            }
            int[] lanes = lanes(waiting);
            List<List<Prepared>> stage = new ArrayList<>();
            for (int lane = 0; lane < loads.length; lane++) {
                List<Prepared> inLane = new ArrayList<>();
                for (int i = 0; i < lanes.length; i++) {
                    if (lanes[i] == lane) {
                        inLane.add(waiting.get(i));
                    }
                }
                if (!inLane.isEmpty()) {
                    stage.add(inLane);
                }
            }
            stages.add(Stage.ofLanes(stage));
            for (int i = lanes.length - 1; i >= 0; i--) {
                if (lanes[i] != LATER) {
                    waiting.remove(i);
                }
            }
        }
    }

    /** For each of the first nodes the lane in which it runs, or {@link #LATER}; the others are later, too. */
    private int[] lanes(List<Prepared> nodes) {
        if (lightWork(nodes) < WORTH) {
            return new int[1];
        }
        int end = 0;
        while (end < nodes.size() && !hazards.mustStay(nodes.get(end).lowered())) {
            end++;
        }
        List<Prepared> near = nodes.subList(0, end);
        int[] lanes = new int[end];
        Arrays.fill(lanes, LATER);
        Arrays.fill(loads, 0);
        for (int i : free(near)) {
            lanes[i] = leastLoaded();
            loads[lanes[i]] += near.get(i).work();
        }
        for (int i = 0; i < end; i++) {
            Prepared node = near.get(i);
            int lane = following(node);
            if (lanes[i] == LATER && lane != LATER) {
                lanes[i] = lane;
                loads[lane] += node.work();
            }
            needed.mark(node.lowered(), 1 << lanes[i]);
        }
        needed.forget(lowered(near));
        long less = Arrays.stream(loads).sum() - longest();
        if (less < WORTH) {
            return new int[1];
        }
        saved += less;
        return lanes;
    }

    /** More than lanes of these nodes can save. */
    private static long lightWork(List<Prepared> nodes) {
        long sum = 0;
        for (Prepared node : nodes) {
            sum += node.work() <= LIGHT ? node.work() : 0;
        }
        return sum;
    }

    /** The nodes that need none of the others; those of most work first, so that lanes get about as much. */
    private List<Integer> free(List<Prepared> nodes) {
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Prepared node = nodes.get(i);
            if (node.work() <= LIGHT && needed.of(node.lowered()) == 0) {
                free.add(i);
            }
            needed.mark(node.lowered(), 1 << LATER);
        }
        needed.forget(lowered(nodes));
        free.sort(Comparator.comparingLong(i -> -nodes.get(i).work()));
        return free;
    }

    private static List<Lowered> lowered(List<Prepared> nodes) {
        return nodes.stream().map(Prepared::lowered).toList();
    }

    private int leastLoaded() {
        int least = 0;
        for (int i = 1; i < loads.length; i++) {
            least = loads[i] < loads[least] ? i : least;
        }
        return least;
    }

    private long longest() {
        return Arrays.stream(loads).max().orElse(0);
    }

    /** The only lane that the node needs, unless that has more than its part of the work already; or {@link #LATER}. */
    private int following(Prepared node) {
        int before = needed.of(node.lowered());
        int lane = Integer.numberOfTrailingZeros(before);
        boolean one = Integer.bitCount(before) == 1 && lane != LATER;
        if (!one || node.work() > LIGHT) {
            return LATER;
        }
        long all = Arrays.stream(loads).sum() + node.work();
        return loads[lane] + node.work() <= longest() || loads[lane] <= all / loads.length ? lane : LATER;
    }
}
