/**
 * The table of op cases, which is the list of ops: a row gives an op's sample inputs, and {@code OpCasesTest} holds the op
 * to TensorFlow's result, its shape function to the shapes computed, its gradients to finite differences. To add an op, add
 * rows to the class of its family; an op record without a row fails the build.
 */
@NullMarked
package org.headrace.autodiff.cases;

import org.jspecify.annotations.NullMarked;
