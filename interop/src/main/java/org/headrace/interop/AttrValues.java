package org.headrace.interop;

import com.google.protobuf.ByteString;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.AttrValue.ListValue;
import org.headrace.interop.proto.AttrValue.ValueCase;
import org.jspecify.annotations.Nullable;

/** The Java values of attributes (see {@link org.headrace.core.OpType#attributes}) as TensorFlow's messages. */
final class AttrValues {
    private AttrValues() {}

    /**
     * The message that holds attribute {@code name} of {@code op}.
     *
     * @throws InvalidArgumentException if the value is of a Java type that no attribute has, or a list of several
     */
    static AttrValue attribute(Op op, String name, @Nullable Object value) {
        return value instanceof List<?> list ? list(op, name, list) : single(op, name, value);
    }

    private static AttrValue single(Op op, String name, @Nullable Object value) {
        AttrValue.Builder attr = AttrValue.newBuilder();
        if (value instanceof Boolean b) {
            attr.setB(b);
        } else if (value instanceof Integer i) {
            attr.setI(i);
        } else if (value instanceof Long i) {
            attr.setI(i);
        } else if (value instanceof Float f) {
            attr.setF(f);
        } else if (value instanceof String s) {
            attr.setS(ByteString.copyFromUtf8(s));
        } else if (value instanceof DType dtype) {
            attr.setType(TensorProtos.dtype(dtype));
        } else if (value instanceof Shape shape) {
            attr.setShape(TensorProtos.shape(shape));
        } else if (value instanceof Tensor tensor) {
            attr.setTensor(TensorProtos.tensor(tensor));
        } else {
            String type = value == null ? "null" : "a " + value.getClass().getName();
            throw new InvalidArgumentException(
                    op,
                    "attribute '" + name + "' is " + type + ", which no GraphDef can hold: let attributes() give a"
                            + " Boolean, Integer, Long, Float, String, DType, Shape, Tensor, or a List of these");
        }
        return attr.build();
    }

    /** A message does not tell what an empty list is a list of; the op's definition does. */
    private static AttrValue list(Op op, String name, List<?> values) {
        ListValue.Builder list = ListValue.newBuilder();
        @Nullable ValueCase first = null;
        for (Object element : values) {
            AttrValue value = single(op, name, element);
            if (first != null && first != value.getValueCase()) {
                throw new InvalidArgumentException(
                        op, "attribute '" + name + "' is a list of values of several types: " + values);
            }
            first = value.getValueCase();
            add(list, value);
        }
        return AttrValue.newBuilder().setList(list).build();
    }

    private static void add(ListValue.Builder list, AttrValue value) {
        switch (value.getValueCase()) {
            case B -> list.addB(value.getB());
            case I -> list.addI(value.getI());
            case F -> list.addF(value.getF());
            case S -> list.addS(value.getS());
            case TYPE -> list.addType(value.getType());
            case SHAPE -> list.addShape(value.getShape());
            case TENSOR -> list.addTensor(value.getTensor());
            default -> throw new IllegalArgumentException("no list holds " + value);
        }
    }
}
