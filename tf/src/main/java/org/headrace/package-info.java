/**
 * The front door: {@code Tf}, through which a program builds a graph, differentiates it and runs it.
 * {@code Tf} only gathers what the other modules offer under TensorFlow's words: {@code tf.nn}, {@code tf.train}.
 * TensorFlow 1's global conveniences, for notebooks, are here too, apart from the main path.
 * An application depends on this module alone.
 * To add here: nothing but a way in; what does work belongs in the module of its subject.
 */
@NullMarked
package org.headrace;

import org.jspecify.annotations.NullMarked;
