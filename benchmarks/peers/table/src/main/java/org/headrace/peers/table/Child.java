package org.headrace.peers.table;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.headrace.peers.Measure;

/** Starts the process that measures one variant on one workload. */
final class Child {
    /** What a shell may export and what would turn one library's setting into another's. */
    private static final List<String> CLEARED = List.of(
            "OPENBLAS_",
            "GOTO_",
            "OMP_",
            "KMP_",
            "MKL_",
            "TF_",
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_JAVA_OPTIONS");

    private static final String PREFIX = "RESULT ";
    private static final long LIMIT_MINUTES = 10;

    private final Path peers;
    private final Path log;
    private final List<String> options;

    /**
     * @param peers the folder of the modules
     * @param log where to leave what the processes print on standard error
     * @param options system properties for all of them
     */
    Child(Path peers, Path log, List<String> options) {
        this.peers = peers;
        this.log = log;
        this.options = options;
    }

    /** Measures; a process that fails leaves the key {@code failed}. */
    List<Measurement> run(Task task) throws IOException, InterruptedException {
        Variant variant = task.variant();
        List<String> command = new ArrayList<>();
        command.add(task.jdk().java().toString());
        command.add("-Xmx4g");
        command.addAll(variant.options);
        command.addAll(options);
        command.add("-Dpeers.expected="
                + task.expected().stream().map(String::valueOf).collect(Collectors.joining(",")));
        command.add("-Dpeers.started=" + System.currentTimeMillis());
        command.addAll(List.of("-cp", classPath(variant), Measure.class.getName()));
        command.addAll(List.of(variant.peer, task.workload(), Integer.toString(task.threads())));
        ProcessBuilder builder = new ProcessBuilder(command);
        setEnvironment(builder.environment(), task.threads());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        List<Measurement> found = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PREFIX)) {
                    String[] pair = line.substring(PREFIX.length()).split("=", 2);
                    found.add(measurement(task, pair[0], pair[1]));
                }
            }
        }
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        if (found.isEmpty()) {
            found.add(measurement(task, "failed", "1"));
        }
        return found;
    }

    private static Measurement measurement(Task task, String key, String value) {
        return new Measurement(
                task.variant().label(), task.jdk().feature(), task.workload(), task.threads(), key, value);
    }

    private static void setEnvironment(Map<String, String> environment, int threads) {
        environment.keySet().removeIf(name -> CLEARED.stream().anyMatch(name::startsWith));
        environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
        if (threads > 0) {
            for (String name : List.of("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")) {
                environment.put(name, Integer.toString(threads));
            }
        }
    }

    private String classPath(Variant variant) throws IOException {
        Path target = peers.resolve(variant.module).resolve("target");
        return target.resolve("classes")
                + File.pathSeparator
                + Files.readString(target.resolve("classpath.txt"), StandardCharsets.UTF_8)
                        .trim();
    }
}
