package org.headrace.examples;

import java.io.Console;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar for people who watch: on standard error if the program talks to a terminal, and not a byte anywhere
 * otherwise (in a pipe, a build, a scheduled job).
 */
final class Progress implements AutoCloseable {
    /** The bar's own measuring of the terminal loads native code; a line of this length fits nearly every terminal. */
    private static final int LINE_LENGTH = 79;

    private static final int UPDATE_MILLIS = 200;

    private final @Nullable ProgressBar bar;

    private Progress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    /** Begins a task of so many steps. */
    static Progress of(String task, long steps) {
        return of(task, steps, System.err, terminalAttached(System.console()));
    }

    static Progress of(String task, long steps, PrintStream out, boolean terminal) {
        if (!terminal) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(out, LINE_LENGTH))
                .build());
    }

    /** One more step is done. */
    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    /** So many steps are done. */
    void stepTo(long steps) {
        if (bar != null) {
            bar.stepTo(steps);
        }
    }

    /** A few words to show after the bar, such as the loss so far. */
    void say(String words) {
        if (bar != null) {
            bar.setExtraMessage(words);
        }
    }

    /** Draws the bar for the last time and ends its line. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /**
     * Whether somebody sits at the other end. Up to JDK 21 there is a console only then; from JDK 22 on there is always
     * one, and its new method {@code isTerminal} tells.
     */
    static boolean terminalAttached(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) MethodHandles.publicLookup()
                    .findVirtual(Console.class, "isTerminal", MethodType.methodType(boolean.class))
                    .invokeExact(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("Console.isTerminal failed", e);
        }
    }
}
