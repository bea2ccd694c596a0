package org.headrace.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.CheckpointVersion;
import org.headrace.ops.Ops;
import org.headrace.ops.array.StringJoin;
import org.headrace.ops.io.ShardedFilespec;
import org.headrace.train.checkpoint.MergeV2Checkpoints;
import org.headrace.train.checkpoint.RestoreV2;
import org.headrace.train.checkpoint.SaveSlices;
import org.headrace.train.checkpoint.SaveV2;
import org.headrace.train.checkpoint.ShardedFilename;

/**
 * The ops of a saver: as TensorFlow's {@code BaseSaverBuilder} adds them, under the same names.
 *
 * @param filename what the path is fed to
 * @param save what is fetched to save; its value is the path
 * @param restore what is run to restore
 */
record SaverGraph(Output filename, Output save, Op restore) {
    private static final String CPU = "/cpu:0";

    /** Adds the ops for these variables, by their names in checkpoints. */
    static SaverGraph add(Ops tf, SortedMap<String, Output> variables, SaverOptions options) {
        Output model = tf.placeholderWithDefault("model", Shape.scalar(), "filename");
        Output filename = tf.withName("Const").placeholderWithDefault(model, Shape.scalar());
        return options.sharded()
                ? sharded(tf, filename, variables, options.writeVersion())
                : whole(tf, filename, variables, options.writeVersion());
    }

    private static SaverGraph whole(
            Ops tf, Output filename, SortedMap<String, Output> variables, CheckpointVersion version) {
        Output save = save(tf, filename, variables, version);
        Op restored = restoreOp(tf.withDevice(CPU), filename, variables);
        return new SaverGraph(filename, save, tf.withName("restore_all").group(assign(tf, restored, variables)));
    }

    private static SaverGraph sharded(
            Ops tf, Output filename, SortedMap<String, Output> variables, CheckpointVersion version) {
        SortedMap<String, SortedMap<String, Output>> byDevice = new TreeMap<>();
        variables.forEach(
                (name, variable) -> byDevice.computeIfAbsent(variable.op().device(), key -> new TreeMap<>())
                        .put(name, variable));
        Output save = version == CheckpointVersion.V1
                ? shardedSaveV1(tf, filename, byDevice)
                : shardedSave(tf, filename, byDevice);
        List<Op> restored = new ArrayList<>();
        byDevice.forEach((device, shard) -> restored.add(restoreOp(tf.withDevice(device), filename, shard)));
        List<Op> shards = new ArrayList<>();
        for (Map.Entry<String, SortedMap<String, Output>> shard : byDevice.entrySet()) {
            // No shard is assigned before all have been read: a damaged one leaves all variables as they were.
            Ops at = tf.withDevice(shard.getKey()).withControlDependencies(restored);
            List<Op> assigned = assign(at, restored.get(shards.size()), shard.getValue());
            shards.add(tf.withDevice(shard.getKey()).withName("restore_shard").group(assigned));
        }
        return new SaverGraph(filename, save, tf.withName("restore_all").group(shards));
    }

    private static Output shardedSave(Ops tf, Output filename, SortedMap<String, SortedMap<String, Output>> byDevice) {
        String part = "_temp_" + UUID.randomUUID().toString().replace("-", "") + "/part";
        Ops joined = tf.withDevice(CPU).scoped("StringJoin");
        Output temporary = joined.finish(new StringJoin(""), filename, joined.constant(Tensor.of(part), "inputs_1"));
        Output shards = tf.constant(Tensor.of(DType.INT32, byDevice.size()), "num_shards");
        List<Output> prefixes = new ArrayList<>();
        List<Output> saved = new ArrayList<>();
        byDevice.forEach((device, shard) -> {
            Ops at = tf.withDevice(device).withDevice(CPU);
            Ops named = at.scoped("ShardedFilename");
            Output number = named.constant(Tensor.of(DType.INT32, prefixes.size()), "shard");
            prefixes.add(named.finish(new ShardedFilename(), temporary, number, shards));
            saved.add(save(at, prefixes.get(prefixes.size() - 1), shard, CheckpointVersion.V2));
        });
        Ops last = tf.withDevice(byDevice.lastKey()).withDevice(CPU).withControlDependencies(saved);
        Ops merge = last.scoped("MergeV2Checkpoints");
        Output all = merge.withName("checkpoint_prefixes").stack(prefixes);
        Op merged = finish(merge, new MergeV2Checkpoints(true), all, filename);
        return last.withControlDependencies(merged).identity(filename);
    }

    private static Output shardedSaveV1(
            Ops tf, Output filename, SortedMap<String, SortedMap<String, Output>> byDevice) {
        Output shards = tf.constant(Tensor.of(DType.INT32, byDevice.size()), "num_shards");
        List<Output> saved = new ArrayList<>();
        byDevice.forEach((device, shard) -> {
            Ops at = tf.withDevice(device);
            Ops named = at.scoped("ShardedFilename");
            Output number = named.constant(Tensor.of(DType.INT32, saved.size()), "shard");
            Output file = named.finish(new ShardedFilename(), filename, number, shards);
            saved.add(save(at, file, shard, CheckpointVersion.V1));
        });
        return tf.withControlDependencies(saved).add(new ShardedFilespec(), filename, shards);
    }

    private static Output save(
            Ops tf, Output filename, SortedMap<String, Output> variables, CheckpointVersion version) {
        boolean first = version == CheckpointVersion.V1;
        Ops saving = tf.scoped(first ? "save" : "SaveV2");
        List<Output> inputs = new ArrayList<>(List.of(
                filename,
                names(saving, variables),
                slices(saving, variables, first ? "shapes_and_slices" : "shape_and_slices")));
        inputs.addAll(variables.values());
        OpType type = first ? new SaveSlices(dtypes(variables)) : new SaveV2(dtypes(variables));
        Op saved = finish(saving, type, inputs.toArray(new Output[0]));
        return tf.withControlDependencies(saved).withName("control_dependency").identity(filename);
    }

    private static Op restoreOp(Ops tf, Output filename, SortedMap<String, Output> variables) {
        Ops restoring = tf.scoped("RestoreV2");
        return finish(
                restoring,
                new RestoreV2(dtypes(variables)),
                filename,
                names(restoring, variables),
                slices(restoring, variables, "shape_and_slices"));
    }

    /** Adds the op that a scope is named after. */
    private static Op finish(Ops scope, OpType type, Output... inputs) {
        return scope.withName(scope.scopeName()).addOp(type, inputs);
    }

    private static List<Op> assign(Ops tf, Op restored, SortedMap<String, Output> variables) {
        List<Op> assigned = new ArrayList<>();
        for (Output variable : variables.values()) {
            assigned.add(tf.assign(variable, restored.output(assigned.size())).op());
        }
        return assigned;
    }

    private static Output names(Ops tf, SortedMap<String, Output> variables) {
        return tf.constant(Tensor.of(variables.keySet().toArray(new String[0])), "tensor_names");
    }

    private static Output slices(Ops tf, SortedMap<String, Output> variables, String name) {
        return tf.constant(Tensor.zeros(DType.STRING, Shape.of(variables.size())), name);
    }

    private static List<DType> dtypes(SortedMap<String, Output> variables) {
        return variables.values().stream().map(Output::dtype).toList();
    }
}
