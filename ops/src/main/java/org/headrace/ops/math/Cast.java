package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.FormulaOp;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The values as another dtype: TensorFlow's {@code Cast}. Real numbers become integers by dropping the fraction, and NaN
 * and what is out of range the smallest integer, as on x86; wider integers become narrower ones by their low bits; bool is
 * whether a value is not zero. Computes on float32, float64, bool and the integers but uint32 and uint64.
 */
public record Cast(DType dstT) implements FormulaOp, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (in.dtype(0) == DType.STRING || dstT == DType.STRING) {
            throw in.error("Cast %s to %s is not supported", in.dtype(0), dstT);
        }
        return List.of(in.input(0).withDType(dstT));
    }

    @Override
    public Expr formula(List<Expr> inputs) {
        return inputs.get(0).cast(dstT);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        DType from = op.input(0).dtype();
        return from.isTrainable() && dstT.isTrainable()
                ? Gradient.list(tf.cast(dy.get(0), from))
                : List.of(Gradient.NONE);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("SrcT", op.input(0).dtype(), "DstT", dstT, "Truncate", false);
    }
}
