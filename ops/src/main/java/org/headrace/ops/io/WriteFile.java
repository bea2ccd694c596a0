package org.headrace.ops.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnavailableException;

/**
 * Writes one string into a file, whose folders are made: TensorFlow's {@code WriteFile(filename, contents)}. What was in the
 * file is lost.
 */
public record WriteFile() implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.requireText(in, 0, "filename");
        Inputs.requireText(in, 1, "contents");
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        return WriteFile::write;
    }

    private static void write(KernelContext context) {
        Path file = ReadFile.path(context, 0);
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, context.input(1).strings()[0]);
        } catch (IOException e) {
            throw new UnavailableException(context.op(), file + " cannot be written: " + e);
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
