package org.headrace.ops;

import org.headrace.core.OpType;

/** An op whose first input's gradient is its output's, sparse or dense, as it comes: {@code Identity}. */
public interface PassesSlices extends OpType {}
