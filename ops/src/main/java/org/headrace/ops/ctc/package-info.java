/**
 * Sequences without alignment: the ops of connectionist temporal classification (A. Graves et al., 2006) and the distance
 * of sequences. {@code CtcAlignment} is the loss of one sequence, {@code CtcBeam} the search for one, and {@code CtcDecoder}
 * what both decoders share.
 * To add a decoder, write a record that implements {@code CtcDecoder} and a kernel that hands it the labels it found.
 */
@NullMarked
package org.headrace.ops.ctc;

import org.jspecify.annotations.NullMarked;
