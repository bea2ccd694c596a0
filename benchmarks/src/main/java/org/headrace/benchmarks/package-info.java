/**
 * What it costs: JMH benchmarks, one class per question.
 * A benchmark first checks that it computes the right answer, then how long that takes.
 * Shapes are parameters; figures and the machine they come from are in {@code benchmarks/results}.
 * To add a benchmark: a class named after the question, and the number of a peer to hold it against.
 * A speed claim in the documentation names the class that shows it.
 */
@NullMarked
package org.headrace.benchmarks;

import org.jspecify.annotations.NullMarked;
