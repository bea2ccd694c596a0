package org.headrace.interop;

/** The formats of checkpoints: TensorFlow's {@code SaverDef.CheckpointFormatVersion}. */
public enum CheckpointVersion {
    /** One table, or one for each shard, as TensorFlow wrote before 1.0 and still can: {@link SavedSlicesWriter}. */
    V1,

    /** An index and data: {@link CheckpointWriter}. */
    V2
}
