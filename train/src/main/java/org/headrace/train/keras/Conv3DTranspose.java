package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/**
 * The transpose of a convolution of volumes {@code [batch, planes, rows, columns, channels]}, which makes them
 * larger by its strides, then bias and activation. The kernel is {@code [planes, rows, columns, filters, channels]}, by default Glorot
 * uniform; the bias {@code [filters]}, by default zeros.
 */
public final class Conv3DTranspose extends Convolution<Conv3DTranspose> {
    /** So many filters with windows of this size: one number, or planes, rows and columns. */
    public Conv3DTranspose(int filters, int... kernelSize) {
        super("conv3d_transpose", 3, filters, kernelSize);
    }

    @Override
    Shape kernelShape(long channels) {
        return windowShape(filters, channels);
    }

    @Override
    Output sums(Ops tf, Output inputs) {
        Output shape = tf.shape(inputs);
        List<Output> sizes = new ArrayList<>();
        for (int axis = 0; axis <= rank; axis++) {
            sizes.add(tf.stridedSlice(shape, Slice.at(axis)));
        }
        Object[] output = new Object[rank + 2];
        output[0] = sizes.get(0);
        output[rank + 1] = filters;
        Shape known = inputs.shape().withDim(rank + 1, filters);
        for (int i = 0; i < rank; i++) {
            output[i + 1] = Windows.deconvolved(tf, sizes.get(i + 1), kernelSize[i], strides[i], padding);
            known = known.withDim(i + 1, Windows.deconvolved(known.dim(i + 1), kernelSize[i], strides[i], padding));
        }
        Output sums =
                tf.nn.conv3dTranspose(inputs, weights().get(0), tf.stack(output), Windows.ofAllAxes(strides), padding);
        sums.setShape(known);
        return sums;
    }
}
