package org.headrace.ops.rnn;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory over a whole sequence, float32: TensorFlow's
 * {@code BlockLSTM(seq_len_max, x, cs_prev, h_prev, w, wci, wcf, wco, b)}, {@link LSTMBlockCell} for each time of
 * {@code x [time, batch, inputs]} up to before {@code seq_len_max}, an int64 scalar. The outputs are i, cs, f, o, ci, co, h,
 * each {@code [time, batch, cells]}; from {@code seq_len_max} on they are 0.
 */
public record BlockLSTM(float forgetBias, float cellClip, boolean usePeephole) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.INT64).require(in, 0, "seq_len_max");
        in.requireRank(0, 0);
        Shape state = LstmSizes.check(in, 1, 3);
        long times = in.shape(1).hasRank() ? in.shape(1).dim(0) : Shape.UNKNOWN;
        return Collections.nCopies(7, in.input(1).withShape(Shape.of(times).concat(state)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        LstmSizes sizes = LstmSizes.of(signature, 1);
        LstmForward forward = new LstmForward(signature, sizes, 1, forgetBias, cellClip, usePeephole);
        return context -> run(context, sizes, forward);
    }

    private static void run(KernelContext context, LstmSizes sizes, LstmForward forward) {
        int times = times(context, sizes, context.input(0).toLong());
        forward.bind(context);
        for (int t = 0; t < times; t++) {
            forward.step(t);
        }
        for (int i = 0; i < 7; i++) {
            Arrays.fill(context.output(i).floats(), times * sizes.state(), sizes.times() * sizes.state(), 0);
        }
    }

    /** How many times count. */
    static int times(OpContext context, LstmSizes sizes, long given) {
        if (given < 0 || given > sizes.times()) {
            throw context.error("seq_len_max = %d must be from 0 to %d, the times of x", given, sizes.times());
        }
        return (int) given;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output[] inputs = new Output[18];
        for (int i = 0; i < 9; i++) {
            inputs[i] = op.input(i);
        }
        for (int i = 0; i < 7; i++) {
            inputs[9 + i] = op.output(i);
        }
        inputs[16] = dys.get(1);
        inputs[17] = dys.get(6);
        Op gradients = tf.addOp(new BlockLSTMGrad(usePeephole), inputs);
        @Nullable Output[] all = new Output[9];
        for (int i = 1; i < all.length; i++) {
            all[i] = gradients.output(i - 1);
        }
        return Gradient.list(all);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("forget_bias", forgetBias);
        attributes.put("cell_clip", cellClip);
        attributes.put("use_peephole", usePeephole);
        attributes.put("T", op.input(1).dtype());
        return attributes;
    }
}
