package org.headrace.core.internal;

import java.util.List;

/**
 * Nodes that run at the same time: those of each lane one after another; or, by rows, each thread some rows of all of them.
 *
 * @param byRows whether there is one lane, of nodes that run by rows
 */
record Stage(List<List<Prepared>> lanes, boolean byRows) {
    static Stage of(Prepared node) {
        return new Stage(List.of(List.of(node)), false);
    }

    static Stage ofLanes(List<List<Prepared>> lanes) {
        return new Stage(lanes, false);
    }

    static Stage byRows(List<Prepared> nodes) {
        return new Stage(List.of(nodes), true);
    }

    List<Prepared> nodes() {
        return lanes.stream().flatMap(List::stream).toList();
    }
}
