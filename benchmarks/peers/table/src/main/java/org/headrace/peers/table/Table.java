package org.headrace.peers.table;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.headrace.peers.Data;
import org.headrace.peers.reference.Reference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures and prints the table. */
@Command(
        name = "headrace-peers",
        mixinStandardHelpOptions = true,
        description = "Headrace against TensorFlow 1.15, TensorFlow 2, PyTorch and ND4J, in one run on this machine.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Table implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--workloads",
            split = ",",
            defaultValue = "W0,W1,W2,W3,W4,W5,W6,W7,W8,W9",
            description = "Workloads, W5 to W7 also single ones such as W7.1024x1024x1024; default ${DEFAULT-VALUE}.")
    private List<String> workloads;

    @Option(
            names = "--variants",
            split = ",",
            description = "Libraries in their settings, such as headrace,tf2-best; default all.")
    private @Nullable List<String> variants;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "0,1",
            description = "Thread counts, 0 for each library's own default; default ${DEFAULT-VALUE}.")
    private List<Integer> threads;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description =
                    "How often everything is measured in turn; 0 reports what --out has. Default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--jdk", description = "The home of a further JDK to measure Headrace on; may be repeated.")
    private List<Path> jdks = List.of();

    @Option(names = "--window", defaultValue = "400", description = "Milliseconds of a timed window.")
    private int windowMs;

    @Option(names = "--windows", defaultValue = "7", description = "Timed windows in a process.")
    private int windows;

    @Option(names = "--warm", defaultValue = "2000", description = "Milliseconds of running before timing.")
    private int warmMs;

    @Option(
            names = "--out",
            defaultValue = "target/peers",
            description = "Folder for results.tsv, table.md and pictures; default ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--page", description = "A Markdown page into which to put the table, pictures beside it.")
    private @Nullable Path page;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Table()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        Path file = out.resolve("results.tsv");
        if (rounds > 0) {
            measure(file);
        }
        Results results = Results.read(file);
        int jdk = results.jdks().get(0);
        String markdown = new Report(results, jdk).markdown();
        PrintWriter console = spec.commandLine().getOut();
        console.println(markdown);
        console.flush();
        Files.writeString(out.resolve("table.md"), markdown);
        draw(results, jdk, out.resolve("peers"));
        if (page != null) {
            Report.insert(page, markdown);
            draw(results, jdk, page.resolveSibling("peers"));
        }
        return 0;
    }

    private static void draw(Results results, int jdk, Path beginning) throws IOException {
        for (int count : results.threads()) {
            String name = beginning.getFileName() + (count == 0 ? "" : "-" + count) + ".png";
            Picture.write(results, jdk, count, beginning.resolveSibling(name));
        }
    }

    private List<Variant> chosen() {
        List<String> labels = variants;
        if (labels == null) {
            return List.of(Variant.values());
        }
        List<Variant> found = new ArrayList<>();
        for (String label : labels) {
            found.add(Arrays.stream(Variant.values())
                    .filter(variant -> variant.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(),
                            "there is no variant " + label + " among "
                                    + Arrays.stream(Variant.values())
                                            .map(Variant::label)
                                            .toList())));
        }
        return found;
    }

    private void measure(Path file) throws IOException, InterruptedException {
        PrintWriter console = spec.commandLine().getErr();
        List<Jdk> all = new ArrayList<>(List.of(Jdk.own()));
        for (Path home : jdks) {
            all.add(Jdk.at(home));
        }
        console.println("Computing the reference values ...");
        console.flush();
        List<Task> tasks = tasks(all);
        List<String> properties =
                List.of("-Dpeers.windowMs=" + windowMs, "-Dpeers.windows=" + windows, "-Dpeers.warmMs=" + warmMs);
        Child child = new Child(peers(), out.resolve("errors.log"), properties);
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            for (int round = 1; round <= rounds; round++) {
                for (Task task : tasks) {
                    List<Measurement> found = child.run(task);
                    found.forEach(each -> lines.println(each.line()));
                    lines.flush();
                    console.println("round " + round + "  " + progress(found));
                    console.flush();
                }
            }
        }
    }

    /** What a round consists of: all libraries on a workload before the next one, so that they share its conditions. */
    private List<Task> tasks(List<Jdk> all) {
        List<Task> tasks = new ArrayList<>();
        for (String name : workloads) {
            for (String workload : Data.expand(name)) {
                List<Double> expected =
                        Arrays.stream(Reference.of(workload)).boxed().toList();
                for (int count : threads) {
                    for (Variant variant : chosen()) {
                        if (variant.does(workload)) {
                            List<Jdk> used = variant.library.isPeer() ? List.of(Jdk.own()) : all;
                            used.forEach(jdk -> tasks.add(new Task(variant, jdk, workload, count, expected)));
                        }
                    }
                }
            }
        }
        return tasks;
    }

    private static String progress(List<Measurement> found) {
        Measurement any = found.get(0);
        String time = found.stream()
                .filter(each -> each.key().equals(Results.TIME))
                .map(each -> Double.parseDouble(each.value()))
                .map(micros -> Report.cell(new Results.Spread(micros, micros, micros)))
                .findFirst()
                .orElse(any.key());
        return any.workload() + "  threads " + any.threads() + "  " + any.variant() + " JDK " + any.jdk() + "  " + time;
    }

    /** The folder of the modules: this program's jar, or its classes, lie in {@code table/target} there. */
    private static Path peers() throws IOException {
        try {
            Path own = Path.of(Table.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
