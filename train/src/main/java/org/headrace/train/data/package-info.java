/**
 * What a network is fed with: files of training data, and the pipelines that shuffle and batch them.
 * A {@link org.headrace.train.data.Dataset} is TensorFlow's tf.data in Java: its functions are Java's, its elements tensors.
 * A reader is one class for one format; all of them bound what a file may make them allocate before they do.
 * To add a transformation: a package-private Dataset with its iterator, and a method of Dataset that makes it.
 * To add a format: a reader over {@code DataFile}, and a test that hands it every prefix of a small file.
 */
@NullMarked
package org.headrace.train.data;

import org.jspecify.annotations.NullMarked;
