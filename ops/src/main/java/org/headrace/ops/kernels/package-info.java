/**
 * The loops behind the ops: formulas, matrix products, reductions, copies along axes. Each family is a small interface
 * or a class of static methods; a provider module brings a faster twin, and one test holds the twins to each other.
 */
@NullMarked
package org.headrace.ops.kernels;

import org.jspecify.annotations.NullMarked;
