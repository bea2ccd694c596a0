package org.headrace.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.headrace.core.DType.FLOAT32;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.junit.jupiter.api.Test;

/** The code of "Performance". */
class PerformanceTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("performance.md");

    @Test
    void explainPrintsWhatThePageShows() throws IOException {
        Tf tf = Tf.create();
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 4), "x");
        Output y = tf.placeholder(FLOAT32, Shape.of(-1, 2), "y");
        Output w = tf.variable(tf.zeros(Shape.of(4, 2)), "w");
        Output b = tf.variable(tf.zeros(Shape.of(2)), "b");
        // snippet: logistic regression
        Output loss = tf.reduceMean(tf.square(tf.sub(tf.sigmoid(tf.add(tf.matmul(x, w), b)), y)));
        Op step = tf.train.gradientDescent(0.1).minimize(loss);
        // end
        try (Session session = tf.session()) {
            String program =
                    session.feed(x, new float[8][4]).feed(y, new float[8][2]).explain(step, loss);
            assertThat(Files.readString(PAGE, UTF_8)).contains("<!-- explain -->\n```text\n" + program + "```\n");
        }
    }
}
