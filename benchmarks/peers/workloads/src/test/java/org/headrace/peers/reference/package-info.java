/** Is the reference right? */
@NullMarked
package org.headrace.peers.reference;

import org.jspecify.annotations.NullMarked;
