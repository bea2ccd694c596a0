/**
 * Strings: splitting, replacing, hashing, numbers from and to text. Strings are bytes; where letters matter, UTF-8. A record
 * per op, a method in {@code StringOps}, a row in the table of op cases. An op that makes one string of each string is a
 * {@code StringMap}.
 */
@NullMarked
package org.headrace.ops.strings;

import org.jspecify.annotations.NullMarked;
