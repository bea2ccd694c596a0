package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.ops.math.Abs;
import org.headrace.ops.math.Angle;
import org.headrace.ops.math.Complex;
import org.headrace.ops.math.ComplexAbs;
import org.headrace.ops.math.Conj;
import org.headrace.ops.math.Imag;
import org.headrace.ops.math.Real;

/** Complex numbers and their parts, a part of {@link Ops}. */
public interface ComplexOps extends OpBuilder {
    /**
     * {@code real + imag i}: complex64 of float32, complex128 of float64. The shapes broadcast.
     *
     * @see Complex
     */
    default Output complex(Output real, Output imag) {
        return add(new Complex(), real, imag);
    }

    /**
     * The real part of complex numbers; real numbers as they are.
     *
     * @see Real
     */
    default Output real(Output input) {
        return input.dtype().isComplex() ? add(new Real(), input) : input;
    }

    /**
     * The imaginary part of complex numbers, of real ones zeros.
     *
     * @see Imag
     */
    default Output imag(Output input) {
        return input.dtype().isComplex()
                ? add(new Imag(), input)
                : scoped("Imag").zerosLike(input);
    }

    /**
     * The conjugates {@code real - imag i} of complex numbers; real numbers as they are.
     *
     * @see Conj
     */
    default Output conj(Output x) {
        return x.dtype().isComplex() ? add(new Conj(), x) : x;
    }

    /**
     * The angle of complex numbers, {@code atan2(imag, real)} in radians; of real ones zeros.
     *
     * @see Angle
     */
    default Output angle(Output input) {
        return input.dtype().isComplex()
                ? add(new Angle(), input)
                : scoped("Angle").zerosLike(input);
    }

    /**
     * The absolute value, of numbers; of complex ones {@code sqrt(real^2 + imag^2)}, a real number.
     *
     * @see Abs
     * @see ComplexAbs
     */
    default Output abs(Output x) {
        return scoped("Abs").finish(x.dtype().isComplex() ? new ComplexAbs() : new Abs(), x);
    }
}
