package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * The gradients of {@link GRUBlockCell} from its inputs, r, u, c and the gradient of h: of x, of h_prev, of the sums of the
 * content {@code [batch, cells]} and of both gates {@code [batch, 2 cells]}. TensorFlow's {@code GRUBlockCellGrad}.
 */
public record GRUBlockCellGrad() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape state = GRUBlockCell.check(in);
        long cells = state.dim(1);
        Shape gates = Shape.of(state.dim(0), cells == Shape.UNKNOWN ? Shape.UNKNOWN : 2 * cells);
        TensorSpec spec = in.input(0).withShape(state);
        return List.of(in.input(0), spec, spec, in.input(0).withShape(gates));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new GruGradKernel(signature);
    }
}
