package org.headrace.ops;

/** Picking and placing elements by index. */
public interface IndexOps extends OpBuilder {}
