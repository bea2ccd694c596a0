package org.headrace.examples;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.headrace.core.Graph;
import org.headrace.core.Tensor;
import org.headrace.interop.Event;
import org.headrace.interop.EventReader;
import org.headrace.interop.Summary;
import org.headrace.train.summary.FileWriter;
import org.jspecify.annotations.Nullable;

/**
 * The event files of one set of pictures, {@code train} or {@code test}, in a subfolder of that name: TensorBoard draws
 * both into one chart. What was written is also kept, to be drawn as PNG; a training that is resumed reads it back.
 */
final class SignsEvents implements AutoCloseable {
    /** The cost of an epoch: the mean of its mini-batches' costs while they were learned from. */
    static final String EPOCH_COST = "epoch_cost";

    static final String ACCURACY = "accuracy";

    private static final String FILES = "events.out.tfevents.*";

    private final FileWriter writer;
    private final NavigableMap<Long, Double> costs = new TreeMap<>();
    private final NavigableMap<Long, Double> accuracies = new TreeMap<>();

    /**
     * Opens a new event file.
     *
     * @param graph for TensorBoard to draw; null for none
     * @param firstEpoch the epoch that comes next: what older files say of it and later ones is void
     */
    SignsEvents(Path folder, @Nullable Graph graph, int firstEpoch) throws IOException {
        if (firstEpoch > 0) {
            readBack(folder, firstEpoch);
        } else {
            deleteFiles(folder);
        }
        writer = graph == null ? new FileWriter(folder) : new FileWriter(folder, graph);
        writer.addSessionLog(new Event.SessionLog(Event.SessionLog.Status.START, "", ""), firstEpoch);
    }

    /** The cost of an epoch. */
    void cost(long epoch, double cost) {
        writer.addSummary(Summary.scalar(EPOCH_COST, cost), epoch);
        costs.put(epoch, cost);
    }

    /** How often the network is right after an epoch, and the summary that says it too. */
    void accuracy(long epoch, double accuracy, Tensor summary) {
        writer.addSummary(summary, epoch);
        accuracies.put(epoch, accuracy);
    }

    /** A summary that is not drawn here. */
    void summary(long epoch, Tensor summary) {
        writer.addSummary(summary, epoch);
    }

    /** Costs by epoch. */
    NavigableMap<Long, Double> costs() {
        return costs;
    }

    /** Accuracies by epoch. */
    NavigableMap<Long, Double> accuracies() {
        return accuracies;
    }

    private void readBack(Path folder, int firstEpoch) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
            for (Path file : files) {
                readBackFile(file, firstEpoch);
            }
        }
    }

    private void readBackFile(Path file, int firstEpoch) {
        try (EventReader reader = EventReader.open(file)) {
            for (Event event = reader.read(); event != null; event = reader.read()) {
                if (event.step() < firstEpoch && event.what() instanceof Event.Values values) {
                    keep(event.step(), values.summary());
                }
            }
        }
    }

    private void keep(long epoch, Summary summary) {
        for (Summary.Value value : summary.values()) {
            if (value.content() instanceof Summary.Scalar scalar) {
                switch (value.tag()) {
                    case EPOCH_COST -> costs.put(epoch, (double) scalar.value());
                    case ACCURACY -> accuracies.put(epoch, (double) scalar.value());
                    default -> {} // not drawn here
                }
            }
        }
    }

    private static void deleteFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
