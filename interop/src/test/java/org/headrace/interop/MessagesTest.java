package org.headrace.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.TensorProto;
import org.junit.jupiter.api.Test;

/** The messages against bytes put together by hand from TensorFlow's field numbers. */
class MessagesTest {

    @Test
    void aGraphIsReadFromItsFieldNumbers() throws InvalidProtocolBufferException {
        byte[] type = message(field(1, "T"), field(2, message(varint(6, 1))));
        byte[] node = message(
                field(1, "y"),
                field(2, "MatMul"),
                field(3, "x"),
                field(3, "w:1"),
                field(3, "^c"),
                field(4, "/cpu:0"),
                field(5, type));
        GraphDef graph = GraphDef.parseFrom(message(field(1, node), field(4, message(varint(1, 134)))));

        assertThat(graph.getVersions().getProducer()).isEqualTo(134);
        var y = graph.getNode(0);
        assertThat(y.getName()).isEqualTo("y");
        assertThat(y.getOp()).isEqualTo("MatMul");
        assertThat(y.getInputList()).containsExactly("x", "w:1", "^c");
        assertThat(y.getDevice()).isEqualTo("/cpu:0");
        assertThat(y.getAttrOrThrow("T").getType()).isEqualTo(DataType.DT_FLOAT);
    }

    @Test
    void functionsPassThroughUnread() throws InvalidProtocolBufferException {
        byte[] signature = message(field(1, "f"));
        byte[] library = message(field(1, message(field(1, signature))));
        byte[] graph = message(field(2, library));

        assertThat(GraphDef.parseFrom(graph).toByteArray()).isEqualTo(graph);
    }

    @Test
    void aHandleInATensorPassesThroughUnread() throws InvalidProtocolBufferException {
        byte[] tensor = message(varint(1, 20), field(14, message(field(3, "v"))));

        TensorProto read = TensorProto.parseFrom(tensor);
        assertThat(read.getDtype()).isEqualTo(DataType.DT_RESOURCE);
        assertThat(read.toByteArray()).isEqualTo(tensor);
    }

    /** Fields one after the other. */
    private static byte[] message(byte[]... fields) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            bytes.writeBytes(field);
        }
        return bytes.toByteArray();
    }

    private static byte[] field(int number, String text) {
        return field(number, text.getBytes(UTF_8));
    }

    private static byte[] field(int number, byte[] content) {
        return message(base128(number << 3 | 2), base128(content.length), content);
    }

    private static byte[] varint(int number, int value) {
        return message(base128(number << 3), base128(value));
    }

    /** Of values below 2^14. */
    private static byte[] base128(int value) {
        return value < 0x80 ? new byte[] {(byte) value} : new byte[] {(byte) (value | 0x80), (byte) (value >> 7)};
    }
}
