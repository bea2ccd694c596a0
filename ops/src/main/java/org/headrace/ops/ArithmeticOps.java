package org.headrace.ops;

/** Arithmetic, comparison and the most used functions, element by element. */
public interface ArithmeticOps extends OpBuilder {}
