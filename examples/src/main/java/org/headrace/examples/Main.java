package org.headrace.examples;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The one program in which all examples are: {@code headrace-examples NAME [options]}. Results go to standard output,
 * everything else to standard error. The exit status is 0 on success, 1 if the example failed, 2 if it was called wrongly.
 *
 * <p>To add an example, write a class with {@code @Command} that implements {@code Callable<Integer>}, and name it in
 * {@code subcommands}.
 */
@Command(
        name = "headrace-examples",
        description = "Networks to run and to read, one a command.",
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            Quadratic.class,
            Movie.class,
            GradientsNotebook.class,
            Tour.class,
            DigitsNetwork.class,
            Keras.class,
            SaveRestore.class,
            Summaries.class,
            Scopes.class,
            MnistTutorial.class,
            SignLanguage.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option itself
    private boolean help;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the whole stack trace when something fails.")
    private boolean debug;

    /** Runs the example that the first argument names, then ends the program with its exit status. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main).setExecutionExceptionHandler(main::failed);
    }

    /** Without a name there is nothing to do: that is a wrong call. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing NAME: say which example to run");
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (debug) {
            failure.printStackTrace(command.getErr());
        } else {
            command.getErr().println(command.getCommandName() + ": " + oneLine(failure) + " (--debug shows more)");
        }
        return ExitCode.SOFTWARE;
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
