package org.headrace.peers.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results as Markdown. */
final class Report {
    private static final String CPU_INFO = "/proc/cpuinfo";

    private final Results results;
    private final int jdk;

    /** @param jdk the one on which the peers were measured */
    Report(Results results, int jdk) {
        this.results = results;
        this.jdk = jdk;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(machine()).append("\n");
        for (int threads : results.threads()) {
            String title = threads == 0 ? "all cores (each library's default)" : threads + " thread";
            text.append("\n**Time of a step, ").append(title).append("**\n\n");
            text.append(times(threads));
        }
        text.append("\n**Starting, building, memory** (")
                .append(results.threads().get(0) == 0 ? "all cores" : "one thread")
                .append(")\n\n");
        text.append(others(results.threads().get(0)));
        if (results.jdks().size() > 1) {
            text.append("\n**Headrace on other JDKs**\n\n").append(jdks());
        }
        text.append("\nMeasured: ")
                .append(String.join("; ", results.versions()))
                .append(".\n");
        if (!results.failures().isEmpty()) {
            text.append("\nLeft out: ")
                    .append(String.join("; ", results.failures()))
                    .append(".\n");
        }
        return text.toString();
    }

    /** The text between the page's two markers becomes the report. */
    static void insert(Path page, String markdown) throws IOException {
        String begin = "<!-- table -->\n";
        String end = "<!-- /table -->";
        String text = Files.readString(page, StandardCharsets.UTF_8);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(page + " has no place for the table: " + begin.trim() + " ... " + end);
        }
        Files.writeString(page, text.substring(0, from + begin.length()) + markdown + text.substring(to));
    }

    private String times(int threads) {
        List<Library> libraries = results.libraries();
        List<String> head = new ArrayList<>(List.of("workload"));
        libraries.forEach(library -> head.add(library.title));
        head.add("best peer / Headrace");
        List<List<String>> rows = new ArrayList<>();
        for (String workload : results.workloads()) {
            List<String> row = new ArrayList<>(List.of(workload));
            for (Library library : libraries) {
                row.add(results.best(library, jdk, workload, threads)
                        .map(Report::cell)
                        .orElse("-"));
            }
            row.add(ratio(workload, threads).map(Report::ratioText).orElse("-"));
            rows.add(row);
        }
        return table(head, rows);
    }

    Optional<Double> ratio(String workload, int threads) {
        Optional<Results.Spread> ours = results.best(Library.HEADRACE, jdk, workload, threads);
        return results.bestPeer(jdk, workload, threads).flatMap(peer -> ours.map(own -> peer.median() / own.median()));
    }

    private String others(int threads) {
        List<List<String>> rows = new ArrayList<>();
        for (Variant variant : Variant.values()) {
            List<String> row = new ArrayList<>(List.of(variant.label()));
            row.add(number(variant, "W1", threads, "start_to_first_step_ms", "%.0f ms"));
            row.add(number(variant, "W3", threads, "rss_mb", "%.0f MB"));
            row.add(number(variant, "W3", threads, "bytes_per_step", "%.0f B"));
            row.add(number(variant, "W9", threads, "warm_graph_ms", "%.1f ms"));
            row.add(number(variant, "W9", threads, "graph_us_per_node", "%.2f us"));
            row.add(number(variant, "W9", threads, "cold_first_step_ms", "%.0f ms"));
            if (row.subList(1, row.size()).stream().anyMatch(cell -> !cell.equals("-"))) {
                rows.add(row);
            }
        }
        List<String> head = List.of(
                "setting",
                "JVM start to first step of W1",
                "resident after W3",
                "heap allocated by a step of W3",
                "building W9 with gradients",
                "the same for a node",
                "first step of W9, cold");
        return table(head, rows);
    }

    private String number(Variant variant, String workload, int threads, String key, String format) {
        return results.finding(variant, jdk, workload, threads, key)
                .filter(found -> found.median() >= 0)
                .map(found -> String.format(Locale.ROOT, format, found.median()))
                .orElse("-");
    }

    private String jdks() {
        List<String> head = new ArrayList<>(List.of("workload", "threads"));
        List<Variant> variants = List.of(Variant.HEADRACE, Variant.HEADRACE_PLAIN);
        for (Variant variant : variants) {
            results.jdks().forEach(feature -> head.add(variant.label() + ", JDK " + feature));
        }
        List<List<String>> rows = new ArrayList<>();
        for (String workload : results.workloads()) {
            for (int threads : results.threads()) {
                List<String> row = new ArrayList<>(List.of(workload, threads == 0 ? "all" : "" + threads));
                for (Variant variant : variants) {
                    for (int feature : results.jdks()) {
                        row.add(results.time(variant, feature, workload, threads)
                                .map(Report::cell)
                                .orElse("-"));
                    }
                }
                rows.add(row);
            }
        }
        return table(head, rows);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        text.append("| ").append(String.join(" | ", head)).append(" |\n");
        text.append("|").append(" --- |".repeat(head.size())).append("\n");
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }

    /** {@code 643 us (584 - 700)}. */
    static String cell(Results.Spread time) {
        boolean millis = time.median() >= 10_000;
        double unit = millis ? 1000 : 1;
        return plain(time.median() / unit) + (millis ? " ms (" : " us (") + plain(time.min() / unit) + " - "
                + plain(time.max() / unit) + ")";
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String ratioText(double ratio) {
        return "**" + plain(ratio) + "**";
    }

    private static String machine() {
        String cpu = System.getProperty("os.arch");
        try {
            cpu = Files.readAllLines(Path.of(CPU_INFO), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(cpu);
        } catch (IOException notLinux) {
            return machine(cpu);
        }
        return machine(cpu);
    }

    private static String machine(String cpu) {
        return Runtime.getRuntime().availableProcessors() + " x " + cpu + ", " + System.getProperty("os.name")
                + ". Each cell: the median of the rounds' medians, then the fastest and slowest window of all.";
    }
}
