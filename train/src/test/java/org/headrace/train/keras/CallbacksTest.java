package org.headrace.train.keras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.train.TrainOps;
import org.junit.jupiter.api.Test;

class CallbacksTest {
    private static final float[] X = {1, 2, 3, 4};

    private final Ops tf = Ops.on(new Graph());
    private final Sequential model =
            new KerasOps(tf).sequential(new Dense(1).useBias(false).inputShape(1));

    /** {@code y = w x}, whose loss at w for targets 0 is {@code w^2 * 7.5}. */
    private Sequential at(float w) {
        model.setWeights(List.of(Tensor.of(new float[][] {{w}})));
        return model;
    }

    private static Fit fit(int epochs, Callback... callbacks) {
        return new Fit().epochs(epochs).batchSize(4).callbacks(callbacks);
    }

    @Test
    void earlyStoppingStopsWhenNothingGetsBetter() {
        model.compile(new TrainOps(tf).gradientDescent(1e-30), "mse");
        var stopping = new EarlyStopping("loss").patience(2);
        assertThat(at(1).fit(X, new float[4], fit(10, stopping)).epochs()).containsExactly(0, 1, 2);
        assertThat(stopping.stoppedEpoch()).isEqualTo(2);
    }

    @Test
    void earlyStoppingGivesTheBestWeightsBack() {
        model.compile(new TrainOps(tf).gradientDescent(0.2), "mse"); // w is multiplied by 1 - 0.2 * 15 = -2 each step
        var stopping = new EarlyStopping("val_loss").patience(3).restoreBestWeights(true);
        History history = at(1).fit(X, new float[4], fit(10, stopping).validationData(X, new float[4]));
        assertThat(history.get("val_loss")).containsExactly(new double[] {30, 120, 480, 1920}, within(1e-3));
        assertThat(model.getWeights().get(0).toFloat()).isCloseTo(-2, within(1e-5f)); // after the first epoch
    }

    @Test
    void earlyStoppingTakesSmallChangesForNone() {
        model.compile(new TrainOps(tf).gradientDescent(0.001), "mse"); // the loss falls by 3 % each epoch
        var stopping = new EarlyStopping("loss").minDelta(1);
        assertThat(at(1).fit(X, new float[4], fit(10, stopping)).epochs()).containsExactly(0, 1);
        assertThatThrownBy(() -> at(1).fit(X, new float[4], fit(1, new EarlyStopping())))
                .hasMessageContaining(
                        "EarlyStopping watches 'val_loss', which is not there. There are: loss. For val_... give fit");
        assertThatThrownBy(() -> new EarlyStopping().mode("best")).hasMessageContaining("min, max or auto");
    }

    @Test
    void theLearningRateFollowsItsSchedule() {
        model.compile("sgd", "mse");
        assertThat(model.learningRate()).isCloseTo(0.01, within(1e-9));
        var halving = new LearningRateScheduler((epoch, rate) -> rate / 2);
        History history = at(1).fit(X, new float[4], fit(2, halving));
        assertThat(history.get("lr")).containsExactly(new double[] {0.005, 0.0025}, within(1e-9));
        double w = (1 - 0.005 * 15) * (1 - 0.0025 * 15);
        assertThat(model.getWeights().get(0).toDouble()).isCloseTo(w, within(1e-6));
    }

    @Test
    void anOptimizerObjectKeepsItsLearningRate() {
        model.compile(new TrainOps(tf).adam(), "mse");
        assertThatThrownBy(() -> model.setLearningRate(0.1)).hasMessageContaining("compile with a name");
    }

    @Test
    void lambdasAreToldOfBatchesAndEpochs() {
        model.compile(new TrainOps(tf).gradientDescent(1e-30), "mse");
        List<String> told = new ArrayList<>();
        var callback = new LambdaCallback()
                .onBatchEnd((m, batch, seen, logs) -> told.add("batch " + batch + " " + seen + " " + logs.get("loss")))
                .onEpochEnd((m, epoch, logs) -> told.add("epoch " + epoch + " " + logs));
        at(1).fit(X, new float[4], new Fit().batchSize(2).shuffle(false).callbacks(callback));
        assertThat(told).containsExactly("batch 0 2 2.5", "batch 1 4 7.5", "epoch 0 loss: 7.5");
    }

    private static String printed(int verbose, double secondsPerCall, Logs logs) {
        var bytes = new ByteArrayOutputStream();
        long[] now = {0};
        try (var out = new PrintStream(bytes, true, UTF_8);
                Sequential none = new KerasOps(Ops.on(new Graph())).sequential()) {
            var bar = new ProgbarLogger(out, verbose, () -> now[0] += (long) (secondsPerCall * 1e9));
            bar.onTrainBegin(none, new Callback.Plan(60000, 10000, 5, 32));
            bar.onEpochBegin(none, 0);
            bar.onBatchEnd(none, 0, 32, logs);
            bar.onBatchEnd(none, 1, 30000, logs);
            bar.onEpochEnd(none, 0, logs);
        }
        return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static Logs logs() {
        Logs logs = new Logs();
        logs.put("loss", 0.25124);
        logs.put("acc", 0.0005);
        return logs;
    }

    @Test
    void theBarIsKeras() {
        String text = printed(1, 1, logs());
        List<String> drawn = List.of(text.split("[\b]*\r", -1));
        assertThat(drawn.get(0)).isEqualTo("Train on 60000 samples, validate on 10000 samples\nEpoch 1/5\n");
        assertThat(drawn.get(1))
                .isEqualTo(
                        "   32/60000 [..............................] - ETA: 31:14 - loss: 0.2512 - acc: 5.0000e-04");
        assertThat(drawn.get(2))
                .startsWith("30000/60000 [==============>...............] - ETA: 2s - loss: 0.2512 - acc: 5.0000e-04");
        assertThat(drawn.get(3).strip())
                .isEqualTo(
                        "60000/60000 [==============================] - 3s 50us/sample - loss: 0.2512 - acc: 5.0000e-04");
    }

    @Test
    void twoIsALineAnEpoch() {
        assertThat(printed(2, 1, logs())).isEqualTo("""
                        Train on 60000 samples, validate on 10000 samples
                        Epoch 1/5
                        60000/60000 - 3s - loss: 0.2512 - acc: 5.0000e-04
                        """);
    }

    /** Progbar of TensorFlow 1.14's generic_utils.py looks at the sign in a line, and not in a bar. */
    @Test
    void negativeNumbersAreShownAsKerasShowsThem() {
        Logs negative = new Logs();
        negative.put("loss", -1.5);
        assertThat(printed(1, 1, negative)).contains(" - loss: -1.5000");
        assertThat(printed(2, 1, negative)).contains(" - loss: -1.5000e+00");
    }

    @Test
    void aClockThatStandsStillIsSeconds() {
        assertThat(printed(1, 0, logs())).contains("] - 0s 0s/sample - loss");
    }

    @Test
    void theBarIsNotRedrawnTooOften() {
        List<String> drawn = List.of(printed(1, 0.01, logs()).split("[\b]*\r", -1));
        assertThat(drawn).hasSize(3); // the heading, the first batch, the end
    }

    @Test
    void weightsAreCopies() {
        model.compile(new TrainOps(tf).gradientDescent(0.1), "mse");
        Tensor before = at(1).getWeights().get(0);
        model.fit(X, new float[4]);
        assertThat(before.toFloat()).isEqualTo(1);
    }
}
