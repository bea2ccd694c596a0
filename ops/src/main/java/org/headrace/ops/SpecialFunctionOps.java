package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.ops.math.BesselI0e;
import org.headrace.ops.math.BesselI1e;
import org.headrace.ops.math.Digamma;
import org.headrace.ops.math.Erfc;
import org.headrace.ops.math.Igamma;
import org.headrace.ops.math.Igammac;
import org.headrace.ops.math.Lgamma;
import org.headrace.ops.math.NextAfter;
import org.headrace.ops.math.Polygamma;
import org.headrace.ops.math.Zeta;

/** Special functions, a part of {@link MathOps}. */
abstract class SpecialFunctionOps extends ElementaryOps {
    SpecialFunctionOps(Ops tf) {
        super(tf);
    }

    /**
     * {@code log(abs(gamma(x)))}, of floating numbers.
     *
     * @see Lgamma
     */
    public Output lgamma(Output x) {
        return tf.add(new Lgamma(), x);
    }

    /**
     * The derivative of {@link #lgamma}, of floating numbers.
     *
     * @see Digamma
     */
    public Output digamma(Output x) {
        return tf.add(new Digamma(), x);
    }

    /**
     * {@code 1 - erf(x)}, accurate where it is small too, of floating numbers.
     *
     * @see Erfc
     */
    public Output erfc(Output x) {
        return tf.add(new Erfc(), x);
    }

    /**
     * The logarithm of the beta function along the last axis, {@code sum(lgamma(x)) - lgamma(sum(x))}: one rank less.
     * Floating numbers.
     */
    public Output lbeta(Output x) {
        Ops s = tf.scoped("lbeta");
        Output logs = s.reduceSum(s.math.lgamma(x), -1);
        Output log = s.math.lgamma(s.reduceSum(x, -1));
        return s.withName("sub").sub(logs, log);
    }

    /** The modified Bessel function of the first kind and order 0, of floating numbers. */
    public Output besselI0(Output x) {
        Ops s = tf.scoped("bessel_i0");
        return s.withName("mul").mul(s.exp(s.abs(x)), s.math.besselI0e(x));
    }

    /** The modified Bessel function of the first kind and order 1, of floating numbers. */
    public Output besselI1(Output x) {
        Ops s = tf.scoped("bessel_i1");
        return s.withName("mul").mul(s.exp(s.abs(x)), s.math.besselI1e(x));
    }

    /**
     * {@link #besselI0} times {@code exp(-abs(x))}, of floating numbers.
     *
     * @see BesselI0e
     */
    public Output besselI0e(Output x) {
        return tf.scoped("bessel_i0e").finish(new BesselI0e(), x);
    }

    /**
     * {@link #besselI1} times {@code exp(-abs(x))}, of floating numbers.
     *
     * @see BesselI1e
     */
    public Output besselI1e(Output x) {
        return tf.scoped("bessel_i1e").finish(new BesselI1e(), x);
    }

    /**
     * The regularized lower incomplete gamma function, the integral of {@code t^(a-1) exp(-t) / gamma(a)} from 0 to
     * {@code x}. float32, float64; the shapes broadcast.
     *
     * @see Igamma
     */
    public Output igamma(Output a, Output x) {
        return tf.add(new Igamma(), a, x);
    }

    /**
     * The regularized upper incomplete gamma function, {@code 1 - igamma(a, x)}, accurate where it is small too. float32,
     * float64; the shapes broadcast.
     *
     * @see Igammac
     */
    public Output igammac(Output a, Output x) {
        return tf.add(new Igammac(), a, x);
    }

    /**
     * Hurwitz's zeta function, the sum of {@code (k + q)^-x} for k = 0, 1, ...; of {@code q = 1} it is Riemann's. float32,
     * float64; the shapes broadcast. No gradient flows to {@code x}.
     *
     * @see Zeta
     */
    public Output zeta(Output x, Output q) {
        return tf.add(new Zeta(), x, q);
    }

    /**
     * Derivative {@code a + 1} of {@link #lgamma} at {@code x}, for whole {@code a} from 0 on. float32, float64; the shapes
     * broadcast. No gradient flows to {@code a}.
     *
     * @see Polygamma
     */
    public Output polygamma(Output a, Output x) {
        return tf.add(new Polygamma(), a, x);
    }

    /**
     * The next number of the dtype after {@code x1} towards {@code x2}. float32, float64; the shapes broadcast.
     *
     * @see NextAfter
     */
    public Output nextafter(Output x1, Output x2) {
        return tf.add(new NextAfter(), x1, x2);
    }
}
