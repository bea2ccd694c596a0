package org.headrace.ops.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnavailableException;

/** The bytes of a file, as one string: TensorFlow's {@code ReadFile(filename)}. */
public record ReadFile() implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.requireText(in, 0, "filename");
        return List.of(new TensorSpec(DType.STRING, Shape.scalar()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).strings()[0] = read(context);
    }

    private static byte[] read(KernelContext context) {
        Path file = path(context, 0);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(context.op(), file + " does not exist");
        } catch (IOException e) {
            throw new UnavailableException(context.op(), file + " cannot be read: " + e);
        }
    }

    static Path path(KernelContext context, int input) {
        String name = Inputs.text(context.input(input).strings()[0]);
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw context.error("\"%s\" names no file: %s", name, e.getReason());
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
