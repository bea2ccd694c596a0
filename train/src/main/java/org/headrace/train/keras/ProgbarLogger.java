package org.headrace.train.keras;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.headrace.core.InvalidArgumentException;

/**
 * Prints the progress of training as Keras does: with {@code verbose} 1 a bar for each epoch, redrawn at most 20 times a
 * second, with 2 a line for each. The numbers are the means of the epoch so far.
 */
public final class ProgbarLogger implements Callback {
    private static final int WIDTH = 30;
    private static final double INTERVAL = 0.05;
    private static final MathContext DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);

    private final PrintStream out;
    private final int verbose;
    private final LongSupplier nanoTime;
    private int samples;
    private int epochs;
    private long start;
    private double lastUpdate;
    private int lastLength;

    /** Prints to {@code out}. */
    public ProgbarLogger(PrintStream out, int verbose) {
        this(out, verbose, System::nanoTime);
    }

    ProgbarLogger(PrintStream out, int verbose, LongSupplier nanoTime) {
        if (verbose != 1 && verbose != 2) {
            throw new InvalidArgumentException("verbose is 1 for a bar, 2 for a line an epoch, not " + verbose);
        }
        this.out = out;
        this.verbose = verbose;
        this.nanoTime = nanoTime;
    }

    @Override
    public void onTrainBegin(Sequential model, Plan plan) {
        samples = plan.samples();
        epochs = plan.epochs();
        out.println("Train on " + samples + " samples"
                + (plan.validationSamples() > 0 ? ", validate on " + plan.validationSamples() + " samples" : ""));
    }

    @Override
    public void onEpochBegin(Sequential model, int epoch) {
        out.println("Epoch " + (epoch + 1) + "/" + epochs);
        start = nanoTime.getAsLong();
        lastUpdate = Double.NEGATIVE_INFINITY;
        lastLength = 0;
    }

    @Override
    public void onBatchEnd(Sequential model, int batch, int seen, Logs logs) {
        double now = seconds();
        if (verbose == 1 && seen < samples && now - lastUpdate >= INTERVAL) {
            double eta = now / seen * (samples - seen);
            draw(bar(seen), " - ETA: " + duration(eta) + numbers(logs));
            lastUpdate = now;
        }
    }

    @Override
    public void onEpochEnd(Sequential model, int epoch, Logs logs) {
        double now = seconds();
        if (verbose == 1) {
            draw(bar(samples), " - " + rounded(now) + "s" + each(now / samples) + numbers(logs));
            out.println();
        } else {
            out.println(samples + "/" + samples + " - " + rounded(now) + "s" + numbers(logs));
        }
        out.flush();
    }

    private double seconds() {
        return (nanoTime.getAsLong() - start) / 1e9;
    }

    /** Over what was drawn last, whose end is wiped out if it was longer. */
    private void draw(String bar, String info) {
        int length = bar.length() + info.length();
        out.print("\b".repeat(lastLength) + "\r" + bar + info + " ".repeat(Math.max(0, lastLength - length)));
        out.flush();
        lastLength = length;
    }

    /** {@code  32/1000 [>....]}. */
    private String bar(int seen) {
        int filled = (int) (WIDTH * ((double) seen / samples));
        String head = filled == 0 ? "" : "=".repeat(filled - 1) + (seen < samples ? ">" : "=");
        String total = Integer.toString(samples);
        String count = " ".repeat(total.length() - Integer.toString(seen).length()) + seen;
        return count + "/" + total + " [" + head + ".".repeat(WIDTH - filled) + "]";
    }

    /** {@code 5s}, {@code 2:05}, {@code 1:02:05}. */
    private static String duration(double seconds) {
        long s = (long) seconds;
        if (seconds > 3600) {
            return String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s % 3600 / 60, s % 60);
        }
        return seconds > 60 ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60) : s + "s";
    }

    private static String each(double seconds) {
        if (seconds >= 1 || seconds == 0) {
            return " " + rounded(seconds) + "s/sample";
        }
        return seconds >= 1e-3
                ? " " + rounded(seconds * 1e3) + "ms/sample"
                : " " + rounded(seconds * 1e6) + "us/sample";
    }

    /** As Python's {@code %.0f}: halves go to the even number. */
    private static long rounded(double x) {
        return (long) Math.rint(x);
    }

    /** {@code  - loss: 0.2512 - acc: 0.9023}. */
    private String numbers(Logs logs) {
        StringBuilder text = new StringBuilder();
        for (String name : logs.names()) {
            double value = logs.get(name);
            text.append(" - ").append(name).append(": ");
            text.append(number(value));
        }
        return text.toString();
    }

    /**
     * As Python formats it: rounded from all of its digits, which Java's formats do not look at. A bar writes the digits of
     * negative numbers as those of positive ones, a line an epoch does not: so does Keras.
     */
    private String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        BigDecimal exact = new BigDecimal(value);
        return (verbose == 1 ? Math.abs(value) : value) > 1e-3
                ? exact.setScale(4, RoundingMode.HALF_EVEN).toPlainString()
                : String.format(Locale.ROOT, "%.4e", exact.round(DIGITS));
    }
}
