package org.headrace.train.keras;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/** The table of a model's layers, as Keras prints it. */
final class Summary {
    private static final int WIDTH = 65;
    private static final int[] ENDS = {29, 55, 65};

    private Summary() {}

    static String of(String model, List<Layer<?>> layers) {
        StringBuilder text = new StringBuilder();
        text.append("Model: \"").append(model).append("\"\n");
        line(text, '_');
        row(text, "Layer (type)", "Output Shape", "Param #");
        line(text, '=');
        for (int i = 0; i < layers.size(); i++) {
            Layer<?> layer = layers.get(i);
            row(
                    text,
                    layer.name() + " (" + layer.getClass().getSimpleName() + ")",
                    tuple(layer.output().shape()),
                    Long.toString(layer.countParams()));
            line(text, i == layers.size() - 1 ? '=' : '_');
        }
        long trainable = count(layers.stream()
                .flatMap(layer -> layer.trainableWeights().stream())
                .toList());
        long others = count(layers.stream()
                .flatMap(layer -> layer.nonTrainableWeights().stream())
                .toList());
        text.append(String.format(Locale.ROOT, "Total params: %,d\n", trainable + others));
        text.append(String.format(Locale.ROOT, "Trainable params: %,d\n", trainable));
        text.append(String.format(Locale.ROOT, "Non-trainable params: %,d\n", others));
        line(text, '_');
        return text.toString();
    }

    private static long count(List<Output> weights) {
        return weights.stream().mapToLong(weight -> weight.shape().elements()).sum();
    }

    private static void line(StringBuilder text, char c) {
        text.append(String.valueOf(c).repeat(WIDTH)).append('\n');
    }

    /** Each field ends where its column does; what is longer loses its end, and a space takes the last place of the one before. */
    private static void row(StringBuilder text, String... fields) {
        String line = "";
        for (int i = 0; i < fields.length; i++) {
            String before = i == 0 ? "" : line.substring(0, line.length() - 1) + " ";
            String cut = before + fields[i];
            cut = cut.substring(0, Math.min(cut.length(), ENDS[i]));
            line = cut + " ".repeat(ENDS[i] - cut.length());
        }
        text.append(line).append('\n');
    }

    /** {@code (None, 10)}, {@code (None,)}. */
    private static String tuple(Shape shape) {
        StringJoiner dims = new StringJoiner(", ", "(", shape.rank() == 1 ? ",)" : ")");
        shape.toList().forEach(dim -> dims.add(dim == Shape.UNKNOWN ? "None" : dim.toString()));
        return dims.toString();
    }
}
