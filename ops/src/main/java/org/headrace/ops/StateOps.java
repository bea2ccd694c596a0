package org.headrace.ops;

/** Variables and what happens to them, and ops for their effect. */
public interface StateOps extends OpBuilder {}
