/**
 * Training loops that save, summarize, log, stop and recover by themselves: TensorFlow's monitored sessions and hooks.
 * A {@code MonitoredSession} runs a graph as a session does, and asks its hooks before and after each run.
 * A hook is one class: what it fetches with each run, and what it does with the values.
 * To add a hook: that class, with a timer if it acts now and then, and a test that drives it through a session.
 * What only a hook knows stays in it; the session knows nothing about steps, files or losses.
 */
@NullMarked
package org.headrace.train.hooks;

import org.jspecify.annotations.NullMarked;
