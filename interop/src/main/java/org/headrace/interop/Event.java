package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import org.headrace.core.DataLossException;
import org.headrace.interop.proto.EventProto;
import org.headrace.interop.proto.SessionLogProto;
import org.jspecify.annotations.Nullable;

/**
 * A record of an event file: TensorFlow's {@code tf.Event}.
 *
 * @param wallTime in seconds since 1970
 * @param step of the training
 */
public record Event(double wallTime, long step, What what) {
    private static final double MILLIS = 1000;

    /** Something that happens now. */
    public static Event now(long step, What what) {
        return new Event(System.currentTimeMillis() / MILLIS, step, what);
    }

    /** What there is to tell. */
    public sealed interface What
            permits FileVersion, GraphBytes, MetaGraphBytes, Values, SessionLog, LogMessage, Other {}

    /** The first event of each file. */
    public record FileVersion(String version) implements What {}

    /** What a summary op put out. */
    public record Values(Summary summary) implements What {}

    /** The beginning or the end of a run, or a checkpoint. */
    public record SessionLog(Status status, String checkpointPath, String message) implements What {
        /** TensorFlow's {@code SessionStatus}. */
        public enum Status {
            STATUS_UNSPECIFIED,
            START,
            STOP,
            CHECKPOINT
        }
    }

    /** A line of a log. */
    public record LogMessage(int level, String message) implements What {}

    /** A serialized {@code GraphDef}. */
    @SuppressWarnings("ArrayRecordComponent") // compared by value
    public record GraphBytes(byte[] graphDef) implements What {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof GraphBytes that && Arrays.equals(graphDef, that.graphDef);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(graphDef);
        }
    }

    /** A serialized {@code MetaGraphDef}. */
    @SuppressWarnings("ArrayRecordComponent") // compared by value
    public record MetaGraphBytes(byte[] metaGraphDef) implements What {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MetaGraphBytes that && Arrays.equals(metaGraphDef, that.metaGraphDef);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(metaGraphDef);
        }
    }

    /** What is not known here. */
    public record Other() implements What {}

    byte[] toBytes() {
        EventProto.Builder proto = EventProto.newBuilder().setWallTime(wallTime).setStep(step);
        if (what instanceof FileVersion version) {
            proto.setFileVersion(version.version);
        } else if (what instanceof GraphBytes graph) {
            proto.setGraphDef(ByteString.copyFrom(graph.graphDef));
        } else if (what instanceof MetaGraphBytes graph) {
            proto.setMetaGraphDef(ByteString.copyFrom(graph.metaGraphDef));
        } else if (what instanceof Values values) {
            proto.setSummary(values.summary.proto());
        } else if (what instanceof SessionLog log) {
            proto.getSessionLogBuilder()
                    .setStatus(SessionLogProto.SessionStatus.valueOf(log.status.name()))
                    .setCheckpointPath(log.checkpointPath)
                    .setMsg(log.message);
        } else if (what instanceof LogMessage log) {
            proto.getLogMessageBuilder().setLevel(log.level).setMessage(log.message);
        }
        return proto.build().toByteArray();
    }

    static Event parse(byte[] bytes, String where) {
        try {
            EventProto proto = EventProto.parseFrom(bytes);
            return new Event(proto.getWallTime(), proto.getStep(), what(proto));
        } catch (InvalidProtocolBufferException e) {
            throw new DataLossException("no event " + where + ": is it an event file?", e);
        }
    }

    private static What what(EventProto proto) {
        return switch (proto.getWhatCase()) {
            case FILE_VERSION -> new FileVersion(proto.getFileVersion());
            case GRAPH_DEF -> new GraphBytes(proto.getGraphDef().toByteArray());
            case META_GRAPH_DEF -> new MetaGraphBytes(proto.getMetaGraphDef().toByteArray());
            case SUMMARY -> new Values(Summary.of(proto.getSummary()));
            case LOG_MESSAGE ->
                new LogMessage(
                        proto.getLogMessage().getLevel(), proto.getLogMessage().getMessage());
            case SESSION_LOG -> {
                SessionLogProto log = proto.getSessionLog();
                SessionLog.Status status = log.getStatus() == SessionLogProto.SessionStatus.UNRECOGNIZED
                        ? SessionLog.Status.STATUS_UNSPECIFIED
                        : SessionLog.Status.valueOf(log.getStatus().name());
                yield new SessionLog(status, log.getCheckpointPath(), log.getMsg());
            }
            default -> new Other();
        };
    }
}
