package org.headrace.examples;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * Data sets that may not be in the repository: looked for in the folder that {@code -Dheadrace.data=FOLDER} names, else
 * in {@code shared/data} beside the repository. A test that does not find its own is skipped, and says so. A copy of the one in
 * the tests of train, whose jar is not there when the examples are built without tests.
 */
final class RealData {
    private static final String PROPERTY = "headrace.data";

    private RealData() {}

    /** The folder {@code name}, such as {@code signs}; skips the calling test if it is not there. */
    static Path folder(String name) {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            Path folder = Path.of(named, name);
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException("-D" + PROPERTY + "=" + named + " has no folder '" + name + "'");
            }
            return folder;
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path folder = at.resolve("shared").resolve("data").resolve(name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        throw skipped(name);
    }

    private static TestAbortedException skipped(String name) {
        String message = "SKIPPED for want of real data: no folder shared/data/" + name
                + " beside the repository, and no -D" + PROPERTY + "=FOLDER";
        System.err.println(message);
        Assumptions.abort(message);
        return new TestAbortedException(message);
    }
}
