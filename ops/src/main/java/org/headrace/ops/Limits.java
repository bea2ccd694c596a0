package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;

/** The least and greatest finite numbers of dtypes. */
final class Limits {
    private static final double MAX_FLOAT16 = 65504;
    private static final double MAX_BFLOAT16 = 0x1.FEp127;

    private Limits() {}

    static double greatest(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> MAX_FLOAT16;
            case BFLOAT16 -> MAX_BFLOAT16;
            case FLOAT32 -> Float.MAX_VALUE;
            case FLOAT64 -> Double.MAX_VALUE;
            case UINT8 -> 255;
            case INT8 -> Byte.MAX_VALUE;
            case UINT16 -> 65535;
            case INT16 -> Short.MAX_VALUE;
            case INT32 -> Integer.MAX_VALUE;
            case INT64 -> Long.MAX_VALUE;
            default -> throw new InvalidArgumentException(dtype + " has no greatest number");
        };
    }

    static double least(DType dtype) {
        return switch (dtype) {
            case UINT8, UINT16 -> 0;
            case INT8, INT16, INT32, INT64 -> -greatest(dtype) - 1;
            default -> -greatest(dtype);
        };
    }
}
