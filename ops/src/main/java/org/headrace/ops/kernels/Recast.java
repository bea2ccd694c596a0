package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/** A way to see tensors of some dtypes as tensors of others, for which there are kernels. */
enum Recast {
    /** float16 and bfloat16 as float32, rounded to nearest on the way back. */
    HALVES {
        @Override
        boolean applies(DType dtype) {
            return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
        }

        @Override
        TensorSpec other(TensorSpec own) {
            return new TensorSpec(DType.FLOAT32, own.shape());
        }

        @Override
        Tensor view(Tensor own, @Nullable Tensor kept) {
            return kept != null && kept.shape().equals(own.shape()) ? kept : Tensor.zeros(DType.FLOAT32, own.shape());
        }

        @Override
        void load(Tensor own, Tensor view) {
            Conversion.load(own.dtype()).apply(own.array(), 0, view.array(), 0, own.size());
        }

        @Override
        void store(Tensor view, Tensor own) {
            Conversion.store(own.dtype()).apply(view.array(), 0, own.array(), 0, own.size());
        }
    },

    /** Complex numbers as real ones with a last axis of two: the real part, the imaginary part. In the same array. */
    PAIRS {
        @Override
        boolean applies(DType dtype) {
            return dtype.isComplex();
        }

        @Override
        TensorSpec other(TensorSpec own) {
            DType real = own.dtype() == DType.COMPLEX64 ? DType.FLOAT32 : DType.FLOAT64;
            return new TensorSpec(real, own.shape().concat(Shape.of(2)));
        }

        @Override
        Tensor view(Tensor own, @Nullable Tensor kept) {
            if (kept != null && kept.array() == own.array() && pairUp(own.shape(), kept.shape())) {
                return kept;
            }
            TensorSpec other = other(own.spec());
            return Tensor.over(other.dtype(), other.shape(), own.array());
        }

        /** Compares without making the other shape: this is asked at each run. */
        private boolean pairUp(Shape own, Shape other) {
            boolean same = other.rank() == own.rank() + 1;
            for (int axis = 0; same && axis < own.rank(); axis++) {
                same = other.dim(axis) == own.dim(axis);
            }
            return same;
        }

        @Override
        void load(Tensor own, Tensor view) {}

        @Override
        void store(Tensor view, Tensor own) {}
    };

    abstract boolean applies(DType dtype);

    /** What a tensor is seen as. */
    abstract TensorSpec other(TensorSpec own);

    /** A tensor to see another as; {@code kept} from last time will do if it fits. */
    abstract Tensor view(Tensor own, @Nullable Tensor kept);

    abstract void load(Tensor own, Tensor view);

    abstract void store(Tensor view, Tensor own);

    TensorSpec of(TensorSpec spec) {
        return applies(spec.dtype()) ? other(spec) : spec;
    }

    /** A value as it is seen. */
    Tensor of(Tensor value) {
        if (!applies(value.dtype())) {
            return value;
        }
        Tensor seen = view(value, null);
        load(value, seen);
        return seen;
    }
}
