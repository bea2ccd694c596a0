package org.headrace.peers.table;

import java.util.List;

/**
 * What one process does.
 *
 * @param threads 0 for the library's default
 * @param expected the first values that the workload must give
 */
record Task(Variant variant, Jdk jdk, String workload, int threads, List<Double> expected) {}
