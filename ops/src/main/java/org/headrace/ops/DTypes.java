package org.headrace.ops;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.headrace.core.DType;
import org.headrace.core.InferContext;

/** Sets of dtypes that ops take, as TensorFlow's registrations name them. */
public record DTypes(Set<DType> members) {
    /** float16, bfloat16, float32, float64. */
    public static final DTypes FLOATING = of(DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64);

    /** All integers, signed or not. */
    public static final DTypes INTEGER = of(
            DType.INT8, DType.INT16, DType.INT32, DType.INT64, DType.UINT8, DType.UINT16, DType.UINT32, DType.UINT64);

    /** int32, int64: what indices and sizes are made of. */
    public static final DTypes INDEX = of(DType.INT32, DType.INT64);

    /** Floating and integer. */
    public static final DTypes NUMERIC = FLOATING.and(INTEGER);

    /** complex64, complex128. */
    public static final DTypes COMPLEX = of(DType.COMPLEX64, DType.COMPLEX128);

    /** Everything that can be added up. */
    public static final DTypes NUMERIC_OR_COMPLEX = NUMERIC.and(COMPLEX);

    public static final DTypes BOOL = of(DType.BOOL);

    /** Floating and complex: what analysis works with. */
    public static final DTypes FLOATING_OR_COMPLEX = FLOATING.and(COMPLEX);

    /** Floating, int32, int64. */
    public static final DTypes FLOATING_OR_INDEX = FLOATING.and(INDEX);

    /** Floating, complex, int32, int64. */
    public static final DTypes ALGEBRAIC = FLOATING_OR_COMPLEX.and(INDEX);

    /** What {@code AddV2} takes: all numbers but uint16, uint32 and uint64. */
    public static final DTypes ADDABLE = ALGEBRAIC.and(of(DType.INT8, DType.INT16, DType.UINT8));

    /** What {@code Add} takes: also strings. */
    public static final DTypes ADDABLE_OR_STRING = ADDABLE.and(of(DType.STRING));

    /** What {@code Equal} takes: also strings and bools. */
    public static final DTypes COMPARABLE = ADDABLE_OR_STRING.and(BOOL);

    /** What the other three of the four operations take: all numbers but uint32 and uint64. */
    public static final DTypes ARITHMETIC = ADDABLE.and(of(DType.UINT16));

    /** Every dtype. */
    public static final DTypes ANY = of(DType.values());

    public static DTypes of(DType... dtypes) {
        Set<DType> members = EnumSet.noneOf(DType.class);
        members.addAll(Set.of(dtypes));
        return new DTypes(members);
    }

    public DTypes {
        members = Set.copyOf(members);
    }

    /** This set and another. */
    public DTypes and(DTypes other) {
        Set<DType> all = EnumSet.copyOf(members);
        all.addAll(other.members);
        return new DTypes(all);
    }

    /** This set less these. */
    public DTypes without(DType... others) {
        Set<DType> rest = EnumSet.copyOf(members);
        rest.removeAll(Set.of(others));
        return new DTypes(rest);
    }

    /** Refuses input {@code i}, TensorFlow's argument {@code name}, if its dtype is not in the set. */
    public void require(InferContext in, int i, String name) {
        if (!members.contains(in.dtype(i))) {
            throw in.error(
                    "Value passed to parameter '%s' has DataType %s not in list of allowed values: %s",
                    name, in.dtype(i), this);
        }
    }

    @Override
    public String toString() {
        return members.stream().sorted().map(DType::toString).collect(Collectors.joining(", "));
    }
}
