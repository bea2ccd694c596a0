package org.headrace.core.internal;

import java.util.IdentityHashMap;
import java.util.List;
import org.headrace.core.Expr;

/** Puts other expressions in the place of a formula's inputs. What is shared stays shared. */
public final class Substitution {
    private final List<Expr> inputs;
    private final IdentityHashMap<Expr, Expr> done = new IdentityHashMap<>();

    /** Of the expressions that take the inputs' places, in order. */
    public Substitution(List<Expr> inputs) {
        this.inputs = inputs;
    }

    /** The expression with its inputs replaced. */
    public Expr apply(Expr expr) {
        Expr known = done.get(expr);
        if (known == null) {
            known = substituted(expr);
            done.put(expr, known);
        }
        return known;
    }

    private Expr substituted(Expr expr) {
        if (expr instanceof Expr.Input input) {
            return inputs.get(input.index());
        } else if (expr instanceof Expr.UnaryExpr unary) {
            return new Expr.UnaryExpr(unary.op(), apply(unary.x()));
        } else if (expr instanceof Expr.BinaryExpr binary) {
            return new Expr.BinaryExpr(binary.op(), apply(binary.a()), apply(binary.b()));
        } else if (expr instanceof Expr.CastExpr cast) {
            return new Expr.CastExpr(apply(cast.x()), cast.to());
        } else if (expr instanceof Expr.SelectExpr select) {
            return new Expr.SelectExpr(apply(select.condition()), apply(select.then()), apply(select.otherwise()));
        }
        return expr;
    }
}
