/**
 * Networks of layers: TensorFlow's {@code tf.layers} and a small {@code tf.keras}.
 * A {@link org.headrace.train.keras.Layer} adds its variables and operations to the graph under TensorFlow's names;
 * {@link org.headrace.train.keras.Sequential} stacks layers, and trains and evaluates the ordinary graph they make.
 * To add a layer: a class that extends {@code Layer} with {@code build}, its variables, and {@code call}, its operations.
 * To add a callback: a class that implements {@link org.headrace.train.keras.Callback}.
 */
@NullMarked
package org.headrace.train.keras;

import org.jspecify.annotations.NullMarked;
