package org.headrace.train.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.headrace.core.Graph;
import org.headrace.core.Tensor;
import org.headrace.interop.Event;
import org.headrace.interop.EventReader;
import org.headrace.interop.Summary;
import org.headrace.ops.Ops;
import org.headrace.train.TrainOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callbacks that write files. */
class CheckpointsTest {
    private static final float[] X = {1, 2, 3, 4};

    @TempDir
    private Path folder;

    /** Its weight is multiplied by 1 - rate * 15 in each step for targets of 0. */
    private static Sequential model(double rate) {
        Ops tf = Ops.on(new Graph());
        Sequential model =
                new KerasOps(tf).sequential(new Dense(1).useBias(false).inputShape(1));
        model.compile(new TrainOps(tf).gradientDescent(rate), "mse");
        model.setWeights(List.of(Tensor.of(new float[][] {{1}})));
        return model;
    }

    private static History fit(Sequential model, Callback callback) {
        return model.fit(
                X,
                new float[4],
                new Fit().epochs(2).batchSize(4).validationData(X, new float[4]).callbacks(callback));
    }

    @Test
    void eachEpochsWeightsAreSaved() {
        fit(model(0.05), new ModelCheckpoint(folder + "/w.{epoch:02d}-{val_loss:.2f}"));
        // weights 0.25 and 0.0625: losses of 7.5 times their squares
        assertThat(folder.resolve("w.01-0.47.index")).exists();
        assertThat(folder.resolve("w.02-0.03.index")).exists();

        Sequential other = model(0.05);
        other.loadWeights(folder.resolve("w.01-0.47"));
        assertThat(other.getWeights().get(0).toFloat()).isEqualTo(0.25f);
    }

    @Test
    void onlyTheBestWeightsAreSavedIfSoWished() {
        Sequential model = model(0.2); // minus two times itself in each step
        fit(model, new ModelCheckpoint(folder + "/best").saveBestOnly(true));
        assertThat(model.getWeights().get(0).toFloat()).isEqualTo(4f);
        model.loadWeights(folder.resolve("best"));
        assertThat(model.getWeights().get(0).toFloat()).isEqualTo(-2f);
        assertThatThrownBy(() -> fit(
                        model(0.1), new ModelCheckpoint("x").monitor("val_los").saveBestOnly(true)))
                .hasMessageContaining(
                        "ModelCheckpoint watches 'val_los', which is not there. Did you mean 'val_loss'?");
        assertThatThrownBy(() -> fit(model(0.1), new ModelCheckpoint(folder + "/none/w")))
                .hasMessageContaining("none");
    }

    @Test
    void theNumbersOfEachEpochAreEvents() throws IOException {
        History history = fit(model(0.05), new TensorBoard(folder));
        List<String> told = new ArrayList<>();
        boolean graph = false;
        try (Stream<Path> files = Files.list(folder);
                EventReader reader = EventReader.open(files.findFirst().orElseThrow())) {
            for (Event event = reader.read(); event != null; event = reader.read()) {
                graph |= event.what() instanceof Event.GraphBytes;
                if (event.what() instanceof Event.Values values) {
                    for (Summary.Value value : values.summary().values()) {
                        told.add(event.step() + " " + value.tag() + " " + ((Summary.Scalar) value.content()).value());
                    }
                }
            }
        }
        assertThat(graph).isTrue();
        double[] losses = history.get("loss");
        double[] validation = history.get("val_loss");
        assertThat(told)
                .containsExactly(
                        "0 epoch_loss " + (float) losses[0],
                        "0 epoch_val_loss " + (float) validation[0],
                        "1 epoch_loss " + (float) losses[1],
                        "1 epoch_val_loss " + (float) validation[1]);
    }
}
