/**
 * Op by op, Headrace beside TensorFlow 1.15 in one process: {@link org.headrace.peers.ops.OpTable} is the command,
 * {@link org.headrace.peers.ops.Contest} measures one cell, a {@link org.headrace.peers.ops.Cell} is a piece of graph
 * with a name. To add one, write it to the class of its family, such as {@link org.headrace.peers.ops.ConvolutionCells};
 * to add a family, a class like that and a line in {@link org.headrace.peers.ops.Cell#all()}.
 */
@NullMarked
package org.headrace.peers.ops;

import org.jspecify.annotations.NullMarked;
