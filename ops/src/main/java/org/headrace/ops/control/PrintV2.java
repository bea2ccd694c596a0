package org.headrace.ops.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a string scalar each time it runs: TensorFlow's {@code PrintV2}, what {@code tf.print} ends in.
 *
 * @param outputStream {@code "stderr"}; {@code "stdout"}; {@code "log(info)"}, {@code "log(warning)"} or
 *     {@code "log(error)"} for the log; or {@code "file://"} and a path, to which it is appended
 * @param end what is written after it
 */
public record PrintV2(String outputStream, String end) implements Stateful {
    private static final String FILE = "file://";
    private static final Set<String> STREAMS = Set.of("stderr", "stdout", "log(info)", "log(warning)", "log(error)");
    private static final Logger log = LoggerFactory.getLogger(PrintV2.class);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (in.dtype(0) != DType.STRING) {
            throw in.error("Input 'input' of 'PrintV2' Op has type %s that does not match string", in.dtype(0));
        }
        in.requireRank(0, 0);
        if (!STREAMS.contains(outputStream) && !outputStream.startsWith(FILE)) {
            throw in.error("Unknown output stream %s: one of %s, or %s and a path", outputStream, STREAMS, FILE);
        }
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> write(context, context.input(0).toText());
    }

    private void write(KernelContext context, String text) {
        switch (outputStream) {
            // These two write to the console: it is what this op is for, and where TensorFlow's writes.
            case "stderr" -> System.err.print(text + end);
            case "stdout" -> System.out.print(text + end);
            case "log(info)" -> log.info("{}", text);
            case "log(warning)" -> log.warn("{}", text);
            case "log(error)" -> log.error("{}", text);
            default -> append(context, Path.of(outputStream.substring(FILE.length())), text + end);
        }
    }

    private static void append(KernelContext context, Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UnavailableException(context.op(), "cannot write to " + file + ": " + failed.getMessage());
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("output_stream", outputStream, "end", end);
    }
}
