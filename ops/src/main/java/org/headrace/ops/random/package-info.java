/**
 * Random numbers as TensorFlow 1 draws them: {@code Philox} makes the bits, {@code PhiloxGenerator} hands each run of an
 * op its own stretch of them, and one class per distribution ({@code Uniform}, {@code Normal}, {@code TruncatedNormal},
 * {@code Shuffle}) turns bits into values. Nothing here knows of graphs or ops.
 * To add a distribution, write one class with a {@code fill} that can start at any group of its output, and compare it
 * with TensorFlow's values in {@code tf-random.csv}.
 */
@NullMarked
package org.headrace.ops.random;

import org.jspecify.annotations.NullMarked;
