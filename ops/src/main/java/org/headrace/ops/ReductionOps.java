package org.headrace.ops;

/** Sums and the like over axes, and matrix products. */
public interface ReductionOps extends OpBuilder {}
