package org.headrace.peers.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.headrace.peers.Measure;

/** What all processes found. */
final class Results {
    static final String TIME = "us_per_step";
    static final String ERROR = "check_max_rel";

    private final List<Measurement> all;

    Results(List<Measurement> all) {
        this.all = List.copyOf(all);
    }

    static Results read(Path file) throws IOException {
        return new Results(Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .map(Measurement::parse)
                .toList());
    }

    /** The middle of several runs, with the smallest and the largest. */
    record Spread(double median, double min, double max) {
        static Spread of(double[] medians, double[] mins, double[] maxs) {
            double[] sorted = medians.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(
                    median,
                    Arrays.stream(mins).min().orElse(median),
                    Arrays.stream(maxs).max().orElse(median));
        }
    }

    /** The time of a step over all rounds; empty if the library gave wrong values or none. */
    Optional<Spread> time(Variant variant, int jdk, String workload, int threads) {
        double[] times = values(variant, jdk, workload, threads, TIME);
        boolean wrong = Arrays.stream(values(variant, jdk, workload, threads, ERROR))
                .anyMatch(error -> error > Measure.TOLERANCE);
        if (times.length == 0 || wrong) {
            return Optional.empty();
        }
        return Optional.of(Spread.of(
                times,
                values(variant, jdk, workload, threads, "min_us"),
                values(variant, jdk, workload, threads, "max_us")));
    }

    /** Any other finding over all rounds. */
    Optional<Spread> finding(Variant variant, int jdk, String workload, int threads, String key) {
        double[] values = values(variant, jdk, workload, threads, key);
        return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values, values, values));
    }

    private double[] values(Variant variant, int jdk, String workload, int threads, String key) {
        return all.stream()
                .filter(m -> m.variant().equals(variant.label()) && m.jdk() == jdk)
                .filter(m -> m.workload().equals(workload) && m.threads() == threads)
                .filter(m -> m.key().equals(key))
                .mapToDouble(m -> Double.parseDouble(m.value()))
                .toArray();
    }

    /** The fastest setting of a library. */
    Optional<Spread> best(Library library, int jdk, String workload, int threads) {
        return Arrays.stream(Variant.values())
                .filter(variant -> variant.library == library)
                .flatMap(variant -> time(variant, jdk, workload, threads).stream())
                .min((a, b) -> Double.compare(a.median(), b.median()));
    }

    /** The fastest peer. */
    Optional<Spread> bestPeer(int jdk, String workload, int threads) {
        return Arrays.stream(Library.values())
                .filter(Library::isPeer)
                .flatMap(library -> best(library, jdk, workload, threads).stream())
                .min((a, b) -> Double.compare(a.median(), b.median()));
    }

    List<String> workloads() {
        return distinct(all.stream().map(Measurement::workload));
    }

    List<Integer> threads() {
        return all.stream().map(Measurement::threads).distinct().toList();
    }

    List<Integer> jdks() {
        return all.stream().map(Measurement::jdk).distinct().toList();
    }

    /** The libraries that gave a time. */
    List<Library> libraries() {
        List<Library> found = new ArrayList<>();
        for (Library library : Library.values()) {
            boolean timed = Arrays.stream(Variant.values())
                    .filter(variant -> variant.library == library)
                    .anyMatch(variant -> all.stream()
                            .anyMatch(m -> m.variant().equals(variant.label())
                                    && m.key().equals(TIME)));
            if (timed) {
                found.add(library);
            }
        }
        return found;
    }

    /** What was measured: {@code "tf2: TensorFlow 2.18.0"}. */
    List<String> versions() {
        return distinct(all.stream()
                .filter(m -> m.key().equals("version"))
                .map(m -> m.variant() + ": " + m.value().replace('_', ' ')));
    }

    /** Runs that gave nothing or values beyond the tolerance. */
    List<String> failures() {
        return distinct(all.stream()
                .filter(m -> m.key().equals("failed")
                        || m.key().equals(ERROR) && Double.parseDouble(m.value()) > Measure.TOLERANCE)
                .map(m -> m.variant() + " " + m.workload() + " "
                        + (m.key().equals(ERROR) ? "is off by " + m.value() : "failed")));
    }

    private static List<String> distinct(Stream<String> values) {
        return values.distinct().toList();
    }
}
