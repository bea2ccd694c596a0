/**
 * Parts of the core that its users need not see, above all how values print: {@code NumpyFormat} is the way in,
 * {@code FloatColumn} and {@code ShortestDecimal} find the digits, {@code NumpyLayout} the brackets and line breaks.
 * To print a further dtype, add a factory method to {@code NumpyFormat} and a case to {@code numpy-print.py}.
 * This package is not exported from the module; move a class out of it before another module needs it.
 */
@NullMarked
package org.headrace.core.internal;

import org.jspecify.annotations.NullMarked;
