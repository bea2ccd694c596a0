/** Does Headrace do what it is timed for? */
@NullMarked
package org.headrace.peers.headrace;

import org.jspecify.annotations.NullMarked;
