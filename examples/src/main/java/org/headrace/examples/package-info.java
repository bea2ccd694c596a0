/**
 * Programs to run and to read, each on its own data and each with a test.
 * {@code Main} lists them and starts one by its name.
 * An example is one class that reads from top to bottom as the user's own program would.
 * To add an example: the class, its name in {@code Main}, and a test that it learns what it claims to.
 * Data that an example needs is small, free to share, and lies in its resources.
 */
@NullMarked
package org.headrace.examples;

import org.jspecify.annotations.NullMarked;
