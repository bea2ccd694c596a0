package org.headrace.train.keras;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Saves the model's weights after each epoch: TensorFlow's {@code tf.keras.callbacks.ModelCheckpoint} with
 * {@code save_weights_only}. The files are TensorFlow's checkpoints; {@link Sequential#loadWeights} reads them back.
 *
 * <p>The path may name numbers as Python's formats do: {@code "run/weights.{epoch:02d}-{val_loss:.2f}"}; epochs count from 1
 * there. Its directory must exist.
 */
public final class ModelCheckpoint implements Callback {
    private static final Pattern FIELD = Pattern.compile("\\{(\\w+)(?::0?(\\d*)d|:\\.(\\d)f)?}");

    private final String path;
    private Monitor monitor = Monitor.of("val_loss");
    private boolean saveBestOnly;
    private double best;

    /** Saves under this path. */
    public ModelCheckpoint(String path) {
        this.path = path;
    }

    /** The number that tells which weights are best, by default {@code val_loss}. */
    public ModelCheckpoint monitor(String name) {
        this.monitor = Monitor.of(name);
        return this;
    }

    /** {@code "min"}, {@code "max"}, or {@code "auto"} to tell by the number's name. */
    public ModelCheckpoint mode(String mode) {
        this.monitor = monitor.mode(mode);
        return this;
    }

    /** Whether weights are saved only if they are better than all before. */
    public ModelCheckpoint saveBestOnly(boolean yes) {
        this.saveBestOnly = yes;
        return this;
    }

    @Override
    public void onTrainBegin(Sequential model, Plan plan) {
        best = monitor.worst();
    }

    @Override
    public void onEpochEnd(Sequential model, int epoch, Logs logs) {
        if (saveBestOnly) {
            double current = monitor.in(logs, "ModelCheckpoint");
            if (!monitor.isBetter(current, best, 0)) {
                return;
            }
            best = current;
        }
        model.saveWeights(Path.of(formatted(epoch + 1, logs)));
    }

    /** The path with the numbers it names. */
    private String formatted(int epoch, Logs logs) {
        Matcher field = FIELD.matcher(path);
        StringBuilder text = new StringBuilder();
        while (field.find()) {
            boolean isEpoch = field.group(1).equals("epoch");
            String number = isEpoch ? Integer.toString(epoch) : decimal(logs.get(field.group(1)), field.group(3));
            String width = field.group(2);
            int zeros = width == null || width.isEmpty() ? 0 : Integer.parseInt(width) - number.length();
            field.appendReplacement(text, "0".repeat(Math.max(0, zeros)) + number);
        }
        return field.appendTail(text).toString();
    }

    private static String decimal(double value, @Nullable String places) {
        return places == null || !Double.isFinite(value)
                ? Double.toString(value)
                : new BigDecimal(value)
                        .setScale(Integer.parseInt(places), RoundingMode.HALF_EVEN)
                        .toPlainString();
    }
}
