/**
 * Random graphs: {@link Sketch} and the families that draw on it make them from a seed, a {@link Judge} runs them in
 * sessions and by the plain {@link Interpreter} and compares, a {@link Shrinker} makes what fails small, a
 * {@link Listing} prints it. To have another op appear in them, add it to the class of its family; an op that changes
 * variables also needs its formula in {@link Assignments}.
 */
@NullMarked
package org.headrace.autodiff.random;

import org.jspecify.annotations.NullMarked;
