/**
 * Candidate samplers, for losses over more classes than can all be computed: each draws a few classes from a distribution
 * of its own and tells how often each was to be expected. {@code RangeSampler} is the distribution, {@code
 * CandidateSampling} what the ops share.
 * To add a sampler, write a {@code RangeSampler} and a record that makes one.
 */
@NullMarked
package org.headrace.ops.candidate;

import org.jspecify.annotations.NullMarked;
