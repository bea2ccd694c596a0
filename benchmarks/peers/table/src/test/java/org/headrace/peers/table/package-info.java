/** Does the table say what was measured? */
@NullMarked
package org.headrace.peers.table;

import org.jspecify.annotations.NullMarked;
