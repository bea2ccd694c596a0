/**
 * The matrix product of two native libraries, for W7 alone. A further one is a class here and a line in
 * {@code META-INF/services}.
 */
@NullMarked
package org.headrace.peers.blas;

import org.jspecify.annotations.NullMarked;
