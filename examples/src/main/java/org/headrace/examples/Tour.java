package org.headrace.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The small snippets with which TensorFlow 1 tutorials explain themselves, printing what they print there. */
@Command(name = "tour", description = "All the small snippets of the tutorials, printing what they print.")
final class Tour implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        new TourOfTensors(out).run();
        new TourOfSessions(out).run();
        return 0;
    }
}
