package org.headrace.train.keras;

import static org.assertj.core.api.Assertions.assertThat;

import org.headrace.core.Graph;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** The table in the form of TensorFlow 1.14's {@code layer_utils.print_summary}: 65 wide, columns end at 29, 55 and 65. */
class SummaryTest {
    private final KerasOps keras = new KerasOps(Ops.on(new Graph()));

    @Test
    void aConvolutionalNetwork() {
        Sequential model = keras.sequential(
                new Conv2D(32, 3).activation("relu").inputShape(28, 28, 1),
                new BatchNormalization(),
                new MaxPooling2D(2),
                new Dropout(0.25),
                new Flatten(),
                new Dense(128).activation("relu"),
                new Dense(10).activation("softmax"));
        assertThat(model.summary()).isEqualTo("""
                        Model: "sequential"
                        _________________________________________________________________
                        Layer (type)                 Output Shape              Param #  \s
                        =================================================================
                        conv2d (Conv2D)              (None, 26, 26, 32)        320      \s
                        _________________________________________________________________
                        batch_normalization (BatchNo (None, 26, 26, 32)        128      \s
                        _________________________________________________________________
                        max_pooling2d (MaxPooling2D) (None, 13, 13, 32)        0        \s
                        _________________________________________________________________
                        dropout (Dropout)            (None, 13, 13, 32)        0        \s
                        _________________________________________________________________
                        flatten (Flatten)            (None, 5408)              0        \s
                        _________________________________________________________________
                        dense (Dense)                (None, 128)               692352   \s
                        _________________________________________________________________
                        dense_1 (Dense)              (None, 10)                1290     \s
                        =================================================================
                        Total params: 694,090
                        Trainable params: 694,026
                        Non-trainable params: 64
                        _________________________________________________________________
                        """);
    }

    @Test
    void otherLayersHaveTheirShapes() {
        Sequential model = keras.sequential(
                new InputLayer(6),
                new Reshape(3, -1, 1),
                new Activation("relu"),
                new AveragePooling2D(2).padding("same"),
                new GlobalAveragePooling2D().name("means"));
        assertThat(model.layers()).hasSize(4);
        assertThat(model.summary())
                .contains("reshape (Reshape)            (None, 3, 2, 1)           0")
                .contains("activation (Activation)      (None, 3, 2, 1)           0")
                .contains("average_pooling2d (AveragePo (None, 2, 1, 1)           0")
                .contains("means (GlobalAveragePooling2 (None, 1)                 0");
        assertThat(model.predict(new float[][] {{1, 2, 3, 4, 5, 6}}).toFloat()).isEqualTo((2.5f + 5.5f) / 2);
        assertThat(model.input().name()).isEqualTo("input_1:0");
    }
}
