package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT64;

import java.util.Objects;
import org.headrace.Tf;
import org.headrace.core.Fetched;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.train.Saver;
import org.headrace.train.data.Element;

/**
 * The tutorial's graph around a network: what is fed, what a step runs, what is evaluated, what TensorBoard shows, and
 * what saves.
 *
 * @param x pictures, float32 {@code [n, side * side]}
 * @param labels a one for the right digit, float32 {@code [n, 10]}
 * @param keepProb with what probability dropout keeps a value
 * @param trainStep what a training step runs
 * @param loss the mean cross entropy of what is fed
 * @param accuracy which part of what is fed is read rightly
 * @param summary {@code accuracy} and {@code loss} for an event file
 */
record MnistGraph(
        Tf tf,
        Output x,
        Output labels,
        Output keepProb,
        Op trainStep,
        Output loss,
        Output accuracy,
        Output summary,
        Saver saver) {
    private static final float KEEP_ALL = 1;

    /** How well a network does. */
    record Score(double accuracy, double loss) {}

    /**
     * Builds the graph.
     *
     * @param side how many pixels a picture is high and wide
     * @param steps how many training steps there will be
     */
    static MnistGraph of(MnistNetwork network, int side, int steps, long seed) {
        var tf = Tf.create();
        tf.setRandomSeed(seed);

        Tf input = tf.scope("input");
        Output x = input.placeholder(FLOAT32, Shape.of(-1, (long) side * side), "input");
        // the correct answers
        Output labels = input.placeholder(FLOAT32, Shape.of(-1, MnistData.CLASSES), "label");
        // the probability that dropout keeps a value
        Output keepProb = input.placeholder(FLOAT32, Shape.scalar(), "keep_prob");

        Output logits = network.logits(tf.scope("model"), x, side, keepProb);

        Tf train = tf.scope("train");
        Output crossEntropy = train.scope("loss").nn.softmaxCrossEntropyWithLogits(labels, logits);
        Op trainStep = network.trainStep(train, crossEntropy, steps);

        Tf evaluation = tf.scope("evaluation");
        Output correct = evaluation.equal(evaluation.argmax(logits, 1, INT64), evaluation.argmax(labels, 1, INT64));
        Output accuracy = evaluation.reduceMean(evaluation.cast(correct, FLOAT32));

        tf.summary.scalar("accuracy", accuracy);
        Output loss = tf.reduceMean(crossEntropy);
        tf.summary.scalar("loss", loss);
        Output summary = Objects.requireNonNull(tf.summary.mergeAll());

        return new MnistGraph(tf, x, labels, keepProb, trainStep, loss, accuracy, summary, tf.train.saver());
    }

    /** One training step. */
    void train(Session session, Element batch, double keep) {
        session.feed(x, batch.get(0))
                .feed(labels, batch.get(1))
                .feed(keepProb, (float) keep)
                .run(trainStep);
    }

    /** How well the network does on these pictures, without dropout. */
    Score score(Session session, Iterable<Element> parts) {
        double right = 0;
        double loss = 0;
        double count = 0;
        for (Element part : parts) {
            Fetched fetched = session.feed(x, part.get(0))
                    .feed(labels, part.get(1))
                    .feed(keepProb, KEEP_ALL)
                    .run(accuracy, this.loss);
            double size = part.get(0).shape().dim(0);
            right += size * fetched.get(accuracy).toDouble();
            loss += size * fetched.get(this.loss).toDouble();
            count += size;
        }
        return new Score(right / count, loss / count);
    }

    /** A score for the event file. It is fed in place of what is computed: any output of a graph can be. */
    Tensor summary(Session session, Score score) {
        return session.feed(accuracy, (float) score.accuracy())
                .feed(loss, (float) score.loss())
                .run(summary);
    }
}
