package org.headrace.ops.rnn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * The gradients of {@link BlockLSTM} from its inputs, its outputs and the gradients of cs and h: of x, cs_prev, h_prev, w,
 * wci, wcf, wco and b. TensorFlow's {@code BlockLSTMGrad}.
 */
public record BlockLSTMGrad(boolean usePeephole) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.INT64).require(in, 0, "seq_len_max");
        in.requireRank(0, 0);
        Shape state = LstmSizes.check(in, 1, 3);
        for (int i = 9; i < in.inputs(); i++) {
            Shape sequence = Shape.of(Shape.UNKNOWN).concat(state);
            if (!in.shape(i).isCompatibleWith(sequence)) {
                throw in.error("input %d is %s, but must be %s", i, in.shape(i).toBrackets(), sequence.toBrackets());
            }
        }
        List<TensorSpec> outputs = new ArrayList<>();
        for (int i = 1; i < 9; i++) {
            outputs.add(in.input(i));
        }
        return outputs;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new BlockLstmGradKernel(signature, usePeephole);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("use_peephole", usePeephole);
        attributes.put("T", op.input(1).dtype());
        return attributes;
    }
}
