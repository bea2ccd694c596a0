package org.headrace.core.internal;

import java.util.List;

/** Nodes that run at the same time: those of each lane one after another. */
record Stage(List<List<Prepared>> lanes) {
    static Stage of(Prepared node) {
        return new Stage(List.of(List.of(node)));
    }

    List<Prepared> nodes() {
        return lanes.stream().flatMap(List::stream).toList();
    }
}
