/**
 * The runnable examples, and what they share: the pictures they learn from, mini-batches, loss curves, a progress bar.
 * Each example is one command of {@link org.headrace.examples.Main}, in one class named after it; to add one, write that
 * class, name it in {@code Main}'s {@code subcommands}, and add a test that checks what it prints.
 * Nothing here is an API: copy from it.
 */
@NullMarked
package org.headrace.examples;

import org.jspecify.annotations.NullMarked;
