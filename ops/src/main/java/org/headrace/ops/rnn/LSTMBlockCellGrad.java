package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * The gradients of {@link LSTMBlockCell} from its inputs, its first six outputs and the gradients of cs and h: of cs_prev, of
 * the four gates' sums {@code [batch, 4 cells]}, of wci, wcf and wco. TensorFlow's {@code LSTMBlockCellGrad}.
 */
public record LSTMBlockCellGrad(boolean usePeephole) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape state = LstmSizes.check(in, 0, 2);
        for (int i = 8; i < in.inputs(); i++) {
            if (!in.shape(i).isCompatibleWith(state)) {
                throw in.error("input %d is %s, but must be %s", i, in.shape(i).toBrackets(), state.toBrackets());
            }
        }
        long cells = state.dim(1);
        TensorSpec vector = in.input(0).withShape(Shape.of(cells));
        Shape gates = Shape.of(state.dim(0), cells == Shape.UNKNOWN ? Shape.UNKNOWN : 4 * cells);
        return List.of(in.input(0).withShape(state), in.input(0).withShape(gates), vector, vector, vector);
    }

    @Override
    public Kernel kernel(Signature signature) {
        LstmSizes sizes = LstmSizes.of(signature, 0);
        LstmBackward backward = new LstmBackward(sizes, usePeephole, signature.workers());
        return context -> {
            backward.bind(context, 8, 4);
            for (int i = 2; i < 5; i++) {
                LstmBackward.clear(context, i);
            }
            backward.step(
                    0,
                    context.input(1).floats(),
                    0,
                    context.input(14).floats(),
                    context.input(15).floats(),
                    0,
                    context.output(0).floats());
            System.arraycopy(backward.gates, 0, context.output(1).floats(), 0, backward.gates.length);
            backward.addPeepholes(
                    context.output(2).floats(),
                    context.output(3).floats(),
                    context.output(4).floats());
        };
    }
}
