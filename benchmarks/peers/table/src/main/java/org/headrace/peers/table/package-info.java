/**
 * The command that measures Headrace and its peers: {@link org.headrace.peers.table.Table} starts one process
 * ({@link org.headrace.peers.table.Child}) after the other for each {@link org.headrace.peers.table.Variant} and workload,
 * round by round; {@link org.headrace.peers.table.Results} keeps what they say, {@link org.headrace.peers.table.Report}
 * and {@link org.headrace.peers.table.Picture} tell it. A further library or setting is a constant of {@code Variant}.
 */
@NullMarked
package org.headrace.peers.table;

import org.jspecify.annotations.NullMarked;
