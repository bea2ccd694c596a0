package org.headrace.peers.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints the table of ops. Each number of threads is measured in a process of its own: TensorFlow decides once in a process
 * how many it has.
 */
@Command(
        name = "headrace-ops",
        mixinStandardHelpOptions = true,
        description = "Op by op, Headrace beside TensorFlow 1.15, in turns in one process.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class OpTable implements Callable<Integer> {
    private static final String FOUND = "FOUND ";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1,2",
            description = "Numbers of threads; default ${DEFAULT-VALUE}.")
    private List<Integer> threads;

    @Option(names = "--cells", description = "A regular expression that cells' names contain; default all.")
    private @Nullable Pattern cells;

    @Option(
            names = "--warm",
            defaultValue = "2000",
            description = "Milliseconds of running a cell before it is timed; default ${DEFAULT-VALUE}.")
    private int warmMs;

    @Option(
            names = "--window",
            defaultValue = "60",
            description = "Milliseconds of a timed window; default ${DEFAULT-VALUE}.")
    private int windowMs;

    @Option(
            names = "--windows",
            defaultValue = "9",
            description = "Timed windows of each side; default ${DEFAULT-VALUE}.")
    private int windows;

    @Option(names = "--here", hidden = true, description = "Measure in this process.")
    private boolean here;

    public static void main(String[] args) {
        System.exit(new CommandLine(new OpTable()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getOut();
        if (here) {
            measure(console, threads.get(0));
            return 0;
        }
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (int count : threads) {
            collect(rows, count);
        }
        console.print("| op | on |");
        threads.forEach(count -> console.print(" Headrace, " + count(count) + " | TensorFlow | ratio |"));
        console.print("\n| --- | --- |");
        threads.forEach(count -> console.print(" ---: | ---: | ---: |"));
        console.println();
        rows.forEach((cell, times) -> console.println("| " + cell + " | " + String.join(" | ", times) + " |"));
        console.flush();
        return 0;
    }

    private static String count(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    private List<Cell> chosen() {
        return Cell.all().stream()
                .filter(cell -> cells == null || cells.matcher(cell.name()).find())
                .toList();
    }

    private void measure(PrintWriter console, int count) {
        Contest contest = new Contest(count, warmMs, windowMs, windows);
        for (Cell cell : chosen()) {
            Contest.Result result = contest.measure(cell);
            console.println(FOUND + cell.name() + " | " + cell.what() + "\t" + time(result.headrace()) + " | "
                    + time(result.tensorFlow()) + " | " + String.format(Locale.ROOT, "%.2f", result.ratio()));
            console.flush();
        }
    }

    private static String time(double micros) {
        String format = micros < 100 ? "%.1f us" : micros < 1000 ? "%.0f us" : micros < 10_000 ? "%.2f ms" : "%.1f ms";
        return String.format(Locale.ROOT, format, micros >= 1000 ? micros / 1000 : micros);
    }

    /** Runs a process like this one and puts what it finds to the rows. */
    private void collect(Map<String, List<String>> rows, int count) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OpTable.class.getName(), "--here"));
        command.addAll(List.of("--threads", Integer.toString(count), "--warm", Integer.toString(warmMs)));
        command.addAll(List.of("--window", Integer.toString(windowMs), "--windows", Integer.toString(windows)));
        if (cells != null) {
            command.addAll(List.of("--cells", cells.pattern()));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "2");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(FOUND)) {
                    String[] pair = line.substring(FOUND.length()).split("\t", 2);
                    rows.computeIfAbsent(pair[0], cell -> new ArrayList<>()).add(pair[1]);
                    spec.commandLine().getErr().println(count(count) + ": " + pair[0] + " | " + pair[1]);
                    spec.commandLine().getErr().flush();
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("the process for " + count(count) + " failed");
        }
    }
}
