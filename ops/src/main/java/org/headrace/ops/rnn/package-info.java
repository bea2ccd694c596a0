/**
 * Recurrent cells in one op, for one time ({@code LSTMBlockCell}, {@code GRUBlockCell}) or for a whole sequence
 * ({@code BlockLSTM}), and their gradients. {@code LstmForward} and {@code LstmBackward} are one time's formulas.
 * To add a cell, write its record, a kernel with one product a time, and its gradient's record.
 */
@NullMarked
package org.headrace.ops.rnn;

import org.jspecify.annotations.NullMarked;
