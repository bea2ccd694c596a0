/**
 * The loops behind the ops: formulas, matrix products, reductions, copies along axes. Each family is a small interface
 * ({@code Gemm}) with a plain-Java twin that is always there ({@code ScalarGemm}), or a class of static methods.
 * A provider module brings a faster twin, and one test holds the twins to each other. To add a kernel, write the
 * interface with its contract, the plain-Java class, and that test.
 */
@NullMarked
package org.headrace.ops.kernels;

import org.jspecify.annotations.NullMarked;
