package org.headrace.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.core.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Saves two variables, and gives their values to two other ones, of another graph. */
@Command(
        name = "save-restore",
        description = "Save variables, and restore them into another graph.",
        showDefaultValues = true)
final class SaveRestore implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--file", paramLabel = "FILE", description = "What the names of the checkpoint's files begin with.")
    private Path file = Path.of("logs", "save-restore", "my_model.ckpt");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(file.toAbsolutePath().getParent());
        save(out);
        restore(out);
        return 0;
    }

    private void save(PrintWriter out) {
        var tf = Tf.create();
        Output a = tf.variable(5);
        Output b = tf.variable(4, "my_variable");
        // set the value of a to 3
        Output op = tf.assign(a, 3);
        // create the saver
        var saver = tf.train.saver();
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(op);
            out.println("a: " + session.run(a));
            out.println("my_variable: " + session.run(b));
            // save the values that the variables have in this session
            saver.save(session, file);
        }
    }

    /** Variables are found by their names: a's is {@code Variable} in both graphs, as it has been given none. */
    private void restore(PrintWriter out) {
        var tf = Tf.create();
        // the values are arbitrary, but the shapes must be those that were saved
        Output a = tf.variable(0);
        Output c = tf.variable(0, "my_variable");
        var saver = tf.train.saver();
        try (var session = tf.session()) {
            // load the values; that initializes the variables too
            out.println("Restoring parameters from " + file);
            saver.restore(session, file);
            out.println("a: " + session.run(a));
            out.println("my_variable: " + session.run(c));
        }
    }
}
