package org.headrace.ops;

/** Where values come from: constants, placeholders, zeros and ones, ranges. */
public interface SourceOps extends OpBuilder {}
