/**
 * The number-crunching loops behind the ops: an interface per kind of kernel ({@code Gemm}) and its plain-Java twin
 * ({@code ScalarGemm}), which is always there. Other modules provide faster twins of the same interfaces.
 * To add a kernel, write the interface with its contract, the scalar class, and a test that every twin passes
 * ({@code GemmContract} is the model).
 */
@NullMarked
package org.headrace.ops.kernels;

import org.jspecify.annotations.NullMarked;
