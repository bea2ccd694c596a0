package org.headrace.core.internal;

import java.util.List;
import org.headrace.core.Workers;

/** Steps that run at the same time, those of a lane one after another; or in one lane, by the caller's thread. */
final class Lanes extends Turn implements Workers.Piece {
    private final Step[][] lanes;
    private final Workers workers;

    Lanes(List<List<Step>> lanes, Workers workers) {
        this.lanes = lanes.stream().map(lane -> lane.toArray(new Step[0])).toArray(Step[][]::new);
        this.workers = workers;
    }

    @Override
    Step[][] steps() {
        return lanes;
    }

    @Override
    String mark(int lane) {
        return lanes.length == 1 ? "" : (char) ('a' + lane) + " ";
    }

    @Override
    void run() {
        workers.run(lanes.length, this);
    }

    @Override
    public void run(int lane, int worker) {
        Step[] steps = lanes[lane];
        int at = 0;
        try {
            for (; at < steps.length; at++) {
                steps[at].run();
            }
        } catch (RuntimeException | OutOfMemoryError thrown) {
            throw explained(steps[at], thrown);
        }
    }
}
