package org.headrace.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.train.summary.FileWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Name scopes: TensorBoard draws each as one box, which can be opened. */
@Command(name = "scopes", description = "A graph with scopes in scopes, for TensorBoard.", showDefaultValues = true)
final class Scopes implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--logdir", paramLabel = "DIR", description = "Where the event file goes.")
    private Path logdir = Path.of("logs", "scopes");

    /** The essay's graph, and what is asked of it. */
    record Nested(Tf tf, Output c, Output mean, Output e, Output sum) {
        static Nested build() {
            var tf = Tf.create();
            Tf primitives = tf.scope("primitives");
            Output a = primitives.variable(5, "a");
            Output b = primitives.variable(10, "b");
            // this procedure has no significant interpretation
            // and was purely made to illustrate why you might want
            // to work at a higher level of abstraction
            Tf fancy = tf.scope("fancy_pants_procedure");
            Output c = fancy.mul(a, b);
            Output mean = fancy.scope("very_mean_reduction").reduceMean(List.of(a, b, c));
            Output e = fancy.add(c, mean);
            // this procedure suffers from imposter syndrome
            Output sum = tf.scope("not_so_fancy_procedure").add(a, b);
            return new Nested(tf, c, mean, e, sum);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Nested nested = Nested.build();
        Tf tf = nested.tf();
        // the graph is all that the event file has
        new FileWriter(logdir, tf.graph()).close();
        try (var session = tf.session()) {
            printTree(tf.graph().ops(), out);
            session.run(tf.globalVariablesInitializer());
            out.println(session.run(nested.c()));
            out.println(session.run(nested.e()));
        }
        out.println("For TensorBoard: tensorboard --logdir=" + logdir);
        return 0;
    }

    /** Each op's own name, to the right of the scopes that it is in. */
    private static void printTree(List<Op> ops, PrintWriter out) {
        List<String> above = List.of();
        for (Op op : ops) {
            List<String> path = List.of(op.name().split("/", -1));
            for (int depth = 0; depth < path.size(); depth++) {
                boolean known =
                        depth < above.size() && above.subList(0, depth + 1).equals(path.subList(0, depth + 1));
                if (!known) {
                    out.println("  ".repeat(depth) + path.get(depth));
                }
            }
            above = path;
        }
    }
}
