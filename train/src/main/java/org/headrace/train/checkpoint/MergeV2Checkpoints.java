package org.headrace.train.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.interop.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one checkpoint of several: TensorFlow's {@code MergeV2Checkpoints(checkpoint_prefixes, destination_prefix)}.
 *
 * @param deleteOldDirs whether the directories that the several were in, which should be empty now, are removed
 * @see Checkpoints#merge
 */
public record MergeV2Checkpoints(boolean deleteOldDirs) implements Stateful {
    private static final Logger LOG = LoggerFactory.getLogger(MergeV2Checkpoints.class);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.requireVector(in, 0, "checkpoint_prefixes", Shape.UNKNOWN);
        Strings.requireScalar(in, 1, "destination_prefix");
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        return context -> {
            List<Path> prefixes = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                prefixes.add(Path.of(Strings.text(context.input(0), i)));
            }
            Path merged = Path.of(Strings.text(context.input(1), 0));
            Checkpoints.merge(prefixes, merged);
            if (deleteOldDirs) {
                prefixes.stream()
                        .map(prefix -> prefix.toAbsolutePath().getParent())
                        .distinct()
                        .filter(directory ->
                                !directory.equals(merged.toAbsolutePath().getParent()))
                        .forEach(MergeV2Checkpoints::delete);
            }
        };
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            LOG.warn("{} is not needed any more, but cannot be removed: {}", directory, e.toString());
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("delete_old_dirs", deleteOldDirs);
    }
}
