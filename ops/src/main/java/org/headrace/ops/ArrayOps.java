package org.headrace.ops;

/** Shapes and the arrangement of elements. */
public interface ArrayOps extends OpBuilder {}
