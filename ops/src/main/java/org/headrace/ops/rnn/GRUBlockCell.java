package org.headrace.ops.rnn;

import java.util.Collections;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.nn.BiasAddGrad;

/**
 * One time of a gated recurrent unit, float32: TensorFlow's {@code GRUBlockCell(x, h_prev, w_ru, w_c, b_ru, b_c)} of
 * {@code x [batch, inputs]}, {@code h_prev [batch, cells]}, {@code w_ru [inputs + cells, 2 cells]},
 * {@code w_c [inputs + cells, cells]}, {@code b_ru [2 cells]} and {@code b_c [cells]}. With
 * {@code [r, u] = sigmoid([x, h_prev] w_ru + b_ru)} and {@code c = tanh([x, r h_prev] w_c + b_c)} the new state is
 * {@code h = (1 - u) c + u h_prev}; the outputs are r, u, c, h. Gradients are those of {@code tf.contrib.rnn}.
 */
public record GRUBlockCell() implements Differentiable {
    private static final String[] NAMES = {"x", "h_prev", "w_ru", "w_c", "b_ru", "b_c"};

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Collections.nCopies(4, in.input(0).withShape(check(in)));
    }

    /** Refuses inputs that do not fit, and gives the state's shape. */
    static Shape check(InferContext in) {
        for (int i = 0; i < in.inputs(); i++) {
            DTypes.of(DType.FLOAT32).require(in, i, i < NAMES.length ? NAMES[i] : "state");
        }
        Shape x = in.requireRank(0, 2);
        Shape state = in.requireRank(1, 2);
        long batch = x.hasRank() ? x.dim(0) : Shape.UNKNOWN;
        long inputs = x.hasRank() ? x.dim(1) : Shape.UNKNOWN;
        long cells = state.hasRank() ? state.dim(1) : Shape.UNKNOWN;
        long rows = inputs == Shape.UNKNOWN || cells == Shape.UNKNOWN ? Shape.UNKNOWN : inputs + cells;
        long twice = cells == Shape.UNKNOWN ? Shape.UNKNOWN : 2 * cells;
        Shape needed = Shape.of(batch, cells);
        require(in, 1, needed);
        require(in, 2, Shape.of(rows, twice));
        require(in, 3, Shape.of(rows, cells));
        require(in, 4, Shape.of(twice));
        require(in, 5, Shape.of(cells));
        for (int i = NAMES.length; i < in.inputs(); i++) {
            require(in, i, needed);
        }
        return needed.merge(state);
    }

    private static void require(InferContext in, int i, Shape needed) {
        if (!in.shape(i).isCompatibleWith(needed)) {
            throw in.error(
                    "%s is %s, but must be %s",
                    i < NAMES.length ? NAMES[i] : "input " + i, in.shape(i).toBrackets(), needed.toBrackets());
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new GruKernel(signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Op cell = tf.addOp(
                new GRUBlockCellGrad(),
                op.input(0),
                op.input(1),
                op.input(2),
                op.input(3),
                op.input(4),
                op.input(5),
                op.output(0),
                op.output(1),
                op.output(2),
                dys.get(3));
        Output content = cell.output(2);
        Output gates = cell.output(3);
        Output joined = tf.concat(List.of(op.input(0), op.input(1)), 1);
        Output dwGates = tf.matmul(joined, gates, true, false);
        Output dbGates = tf.add(new BiasAddGrad("NHWC"), gates);
        Output reset = tf.concat(List.of(op.input(0), tf.withName("mul").mul(op.input(1), op.output(0))), 1);
        Output dwContent = tf.matmul(reset, content, true, false);
        Output dbContent = tf.add(new BiasAddGrad("NHWC"), content);
        return Gradient.list(cell.output(0), cell.output(1), dwGates, dwContent, dbGates, dbContent);
    }
}
