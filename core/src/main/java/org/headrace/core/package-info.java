/**
 * The graph and the session, and not one op. A {@link org.headrace.core.Graph} holds ops, each an
 * {@link org.headrace.core.OpType} applied to {@link org.headrace.core.Output}s; a {@link org.headrace.core.Session} runs
 * what it is asked for. To add an op write an {@code OpType}, in whatever package; this one grows only when the engine
 * learns a new ability that ops can declare.
 */
@NullMarked
package org.headrace.core;

import org.jspecify.annotations.NullMarked;
