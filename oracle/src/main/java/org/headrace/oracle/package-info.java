/**
 * TensorFlow 1.15 itself, asked for the right answer.
 *
 * <p>{@link org.headrace.oracle.TensorFlowOracle} imports a serialized GraphDef into TensorFlow's own runtime and runs it
 * in this process; {@link org.headrace.oracle.TensorValue} is what goes in and comes out.
 * {@link org.headrace.oracle.GradientGraph} lets TensorFlow's C++ side add gradients to a graph. Nothing else here may name a
 * class of {@code org.tensorflow}. The module exists in the Maven profile {@code oracle} alone, for Linux, macOS and
 * Windows on x86-64. To compare another thing with TensorFlow, write a test in this module; what runs it has to set
 * {@code TF_CPP_MIN_LOG_LEVEL=2} in the environment (this module's POM does) to keep TensorFlow from talking on stderr.
 */
@NullMarked
package org.headrace.oracle;

import org.jspecify.annotations.NullMarked;
