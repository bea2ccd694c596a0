package org.headrace.ops.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnavailableException;

/**
 * The files that are there whose names match one of the patterns, in alphabetical order: TensorFlow's
 * {@code MatchingFiles(pattern)}. {@code *} and {@code ?} stand for letters other than the separator, {@code [..]} for one
 * of several.
 */
public record MatchingFiles() implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.require(in, 0, "pattern", DType.STRING);
        Shape shape = in.shape(0);
        if (shape.hasRank() && shape.rank() > 1) {
            throw in.error("Input patterns tensor must be scalar or vector, but had shape: %s", shape.toBrackets());
        }
        return List.of(TensorSpec.of(DType.STRING, Shape.UNKNOWN));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return MatchingFiles::match;
    }

    private static void match(KernelContext context) {
        TreeSet<String> found = new TreeSet<>();
        Tensor patterns = context.input(0);
        for (int i = 0; i < patterns.size(); i++) {
            String pattern = Inputs.text(patterns.strings()[i]);
            for (Path path : paths(context, pattern)) {
                found.add(path.toString());
            }
        }
        byte[][] names = found.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        context.setOutput(0, Tensor.wrap(DType.STRING, Shape.of(names.length), names));
    }

    private static List<Path> paths(KernelContext context, String pattern) {
        List<Path> paths = List.of(Path.of(pattern.startsWith("/") ? "/" : ""));
        for (String part : pattern.split("/", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            List<Path> next = new ArrayList<>();
            for (Path path : paths) {
                if (part.matches(".*[*?\\[].*")) {
                    next.addAll(within(context, path, part));
                } else if (Files.exists(path.resolve(part))) {
                    next.add(path.resolve(part));
                }
            }
            paths = next;
        }
        return paths;
    }

    private static List<Path> within(KernelContext context, Path folder, String part) {
        List<Path> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        String escaped = part.replace("{", "\\{").replace("}", "\\}");
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + escaped);
            for (Path entry : entries) {
                if (matcher.matches(entry.getFileName())) {
                    all.add(folder.resolve(entry.getFileName()));
                }
            }
        } catch (PatternSyntaxException e) {
            throw context.error("the pattern \"%s\" is no pattern: %s", part, e.getDescription());
        } catch (IOException e) {
            throw new UnavailableException(context.op(), folder + " cannot be listed: " + e);
        }
        return all;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
