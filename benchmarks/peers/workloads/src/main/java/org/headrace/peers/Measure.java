package org.headrace.peers;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a measured process: {@code PEER WORKLOAD THREADS}, threads 0 for the library's default. Prints one
 * line {@code RESULT key=value ...} for each finding. System properties: {@code peers.started} the milliseconds of the
 * epoch at which the process was started, {@code peers.expected} the first values that the workload must give,
 * {@code peers.warmMs}, {@code peers.windowMs}, {@code peers.windows}.
 */
public final class Measure {
    /** How far a value may be from the reference, relative to it. */
    public static final double TOLERANCE = 2e-3;

    private static final int BUILDS = 8;
    private static final double FOREIGN_LIMIT = 0.06;

    private final PrintStream out;
    private final int windows = Integer.getInteger("peers.windows", 7);
    private final double windowMs = Integer.getInteger("peers.windowMs", 400);
    private final double warmMs = Integer.getInteger("peers.warmMs", 2000);

    private Measure(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        new Measure(System.out).measure(args[0], args[1], Integer.parseInt(args[2]));
        System.out.flush();
        // Some libraries remove what they unpacked on an orderly exit, and some hang in it.
        Thread watch = new Thread(() -> {
            sleep(3000);
            Runtime.getRuntime().halt(0);
        });
        watch.setDaemon(true);
        watch.start();
        System.exit(0);
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure(String name, String workload, int threads) throws Exception {
        Peer peer = find(name);
        peer.start(threads);
        if (workload.equals("W9")) {
            measureBuilding(peer, workload);
            return;
        }
        long start = System.nanoTime();
        PeerWorkload work = peer.create(workload);
        if (work == null) {
            out.println("RESULT unsupported=1");
            return;
        }
        try (work) {
            double buildMs = millisSince(start);
            start = System.nanoTime();
            double first = work.check();
            double firstMs = millisSince(start);
            long now = System.currentTimeMillis();
            long started = Long.getLong("peers.started", 0);
            result("version", peer.version());
            if (started > 0) {
                result("start_to_first_step_ms", (double) (now - started));
            }
            result("build_ms", buildMs);
            result("first_step_ms", firstMs);
            result("nodes", work.nodes());
            check(work, first);
            time(work, workload);
            result("rss_mb", memory("VmRSS"));
            result("peak_rss_mb", memory("VmHWM"));
        }
    }

    private static Peer find(String name) {
        for (Peer peer : ServiceLoader.load(Peer.class)) {
            if (peer.name().equals(name)) {
                return peer;
            }
        }
        throw new IllegalArgumentException("no peer " + name + " on the class path");
    }

    private static double[] expected() {
        String text = System.getProperty("peers.expected", "");
        return text.isEmpty()
                ? new double[0]
                : Arrays.stream(text.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    /** Compares the first values, of which one was computed, with the reference. */
    private void check(PeerWorkload work, double first) throws Exception {
        double[] expected = expected();
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double error = relativeError(i == 0 ? first : work.check(), expected[i]);
            worst = Math.max(worst, error);
        }
        if (expected.length > 0) {
            result("check_max_rel", worst);
        }
    }

    private static double relativeError(double value, double expected) {
        double error = Math.abs(value - expected) / Math.max(1e-3, Math.abs(expected));
        return Double.isNaN(error) ? Double.MAX_VALUE : error;
    }

    private void time(PeerWorkload work, String workload) throws Exception {
        boolean kernel = workload.startsWith("W7");
        double window = kernel ? Math.min(windowMs, 200) : windowMs;
        double each = warmUp(work, kernel ? warmMs / 2 : warmMs);
        int steps = (int) Math.max(1, Math.round(window / each));
        List<Window> all = new ArrayList<>();
        int clean = 0;
        // A window that other processes disturbed is measured again, within limits.
        for (int i = 0; clean < windows && i < 4 * windows; i++) {
            Window measured = Window.of(work, steps);
            all.add(measured);
            clean += measured.foreign() < FOREIGN_LIMIT ? 1 : 0;
        }
        all.sort(Comparator.comparingDouble(w -> w.foreign() < FOREIGN_LIMIT ? 0 : w.foreign()));
        List<Window> kept = all.subList(0, windows);
        report(kept.stream().mapToDouble(Window::micros).sorted().toArray());
        result("steps_per_window", steps);
        result(
                "foreign_pct",
                100 * kept.stream().mapToDouble(Window::foreign).max().orElse(0));
        result("bytes_per_step", Math.floor(allocated(work, Math.max(2, steps / 4))));
        if (kernel) {
            double micros = kept.stream().mapToDouble(Window::micros).sorted().toArray()[windows / 2];
            result("gflops", Data.product(workload).flops() / micros / 1e3);
        }
    }

    private void report(double[] micros) {
        result("us_per_step", micros[micros.length / 2]);
        result("min_us", micros[0]);
        result("max_us", micros[micros.length - 1]);
    }

    /** Runs for a while in growing numbers of steps; the milliseconds of a step at the end. */
    private static double warmUp(PeerWorkload work, double ms) throws Exception {
        long start = System.nanoTime();
        int n = 1;
        long done = 0;
        double each = 0;
        while (millisSince(start) < ms || done < 10) {
            long from = System.nanoTime();
            work.steps(n);
            each = millisSince(from) / n;
            done += n;
            if (each * n < 50) {
                n = Math.min(n * 2, 1 << 20);
            }
        }
        return each;
    }

    /** Building, gradients and first step of the deep net: once cold, then again in the same process; at last its steps. */
    private void measureBuilding(Peer peer, String workload) throws Exception {
        double[] graph = new double[BUILDS];
        double[] first = new double[BUILDS];
        int nodes = 0;
        for (int i = 0; i < BUILDS; i++) {
            PeerWorkload work = peer.create(workload);
            if (work == null) {
                out.println("RESULT unsupported=1");
                return;
            }
            try (work) {
                graph[i] = work.graphMillis();
                long start = System.nanoTime();
                double value = work.check();
                first[i] = millisSince(start);
                if (i == 0) {
                    result("version", peer.version());
                    result("nodes", work.nodes());
                    result("cold_graph_ms", graph[0]);
                    result("cold_first_step_ms", first[0]);
                    check(work, value);
                }
                work.steps(40);
                nodes = work.nodes();
                if (i == BUILDS - 1) {
                    time(work, workload);
                }
            }
        }
        result("warm_graph_ms", median(graph));
        if (nodes > 0) {
            result("graph_us_per_node", median(graph) * 1e3 / nodes);
        }
        result("warm_first_step_ms", median(first));
        result("rss_mb", memory("VmRSS"));
        result("peak_rss_mb", memory("VmHWM"));
    }

    /** The median of the second half, by when the code is compiled. */
    private static double median(double[] values) {
        double[] warm = Arrays.copyOfRange(values, values.length / 2, values.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    /** The bytes of Java heap that a step allocates, in all threads, less what it takes to ask. */
    private static double allocated(PeerWorkload work, int steps) throws Exception {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            return -1;
        }
        long[] ids = threads.getAllThreadIds();
        allocated(threads, ids);
        long before = allocated(threads, ids);
        long asked = allocated(threads, ids) - before;
        before = allocated(threads, ids);
        work.steps(steps);
        return (double) Math.max(0, allocated(threads, ids) - before - asked) / steps;
    }

    private static long allocated(ThreadMXBean threads, long[] ids) {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(ids)) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private void result(String key, double value) {
        result(key, Double.toString(value));
    }

    private void result(String key, String value) {
        out.println("RESULT " + key + "=" + value.replace(' ', '_'));
        out.flush();
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    /** Megabytes of this process as Linux tells them; -1 elsewhere. */
    private static double memory(String key) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        for (String line : Files.readAllLines(status, StandardCharsets.UTF_8)) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return -1;
    }

    /** One timed stretch: microseconds a step, and the share of a core that other processes had meanwhile. */
    private record Window(double micros, double foreign) {
        private static final @Nullable OperatingSystemMXBean SYSTEM =
                ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean ? bean : null;

        static Window of(PeerWorkload work, int steps) throws Exception {
            double before = foreignSeconds();
            long start = System.nanoTime();
            work.steps(steps);
            double ns = System.nanoTime() - start;
            return new Window(ns / 1e3 / steps, (foreignSeconds() - before) / (ns / 1e9));
        }

        /** The CPU seconds that everything but this process has used so far; 0 where Linux does not tell. */
        private static double foreignSeconds() throws IOException {
            Path stat = Path.of("/proc/stat");
            if (SYSTEM == null || !Files.exists(stat)) {
                return 0;
            }
            String[] fields = Files.readString(stat, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .trim()
                    .split("\\s+", -1);
            double ticks = 0;
            for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
                ticks += Double.parseDouble(fields[i]);
            }
            return ticks / 100 - SYSTEM.getProcessCpuTime() / 1e9;
        }
    }
}
