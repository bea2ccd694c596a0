package org.headrace.core.internal;

import java.util.List;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Workers;

/** Steps that run at the same time, those of a lane one after another; or in one lane, by the caller's thread. */
final class Lanes implements Workers.Piece {
    private final Step[][] lanes;
    private final Workers workers;

    Lanes(List<List<Step>> lanes, Workers workers) {
        this.lanes = lanes.stream().map(lane -> lane.toArray(new Step[0])).toArray(Step[][]::new);
        this.workers = workers;
    }

    /** The steps of each lane. */
    Step[][] steps() {
        return lanes;
    }

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
        } catch (GraphException expected) {
            throw expected;
        } catch (RuntimeException bug) {
            throw new InternalException(steps[at].op(), "failed: " + bug, bug);
        } catch (OutOfMemoryError full) {
            throw new ResourceExhaustedException(
                    steps[at].op().site() + " needs more memory than the JVM's heap has left (-Xmx)", full);
        }
    }
}
