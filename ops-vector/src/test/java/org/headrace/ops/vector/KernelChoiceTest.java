package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.ops.kernels.Kernels;
import org.junit.jupiter.api.Test;

/** Which kernels a JVM takes, with and without the vector module, all providers on the class path. */
class KernelChoiceTest {
    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    /** Prints the name of the kernels in use. */
    static final class Chosen {
        private Chosen() {}

        @SuppressWarnings("SystemOut") // its output is what the test reads
        public static void main(String[] args) {
            System.out.println("chosen " + Kernels.provider().name());
        }
    }

    private static String inNewJvm(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Chosen.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void theVectorKernelsAreTakenWhereTheirModuleIs() throws Exception {
        assertThat(inNewJvm(MODULE)).contains("chosen vector");
        assertThat(inNewJvm(MODULE, "-Dheadrace.kernels=scalar")).contains("chosen scalar");
    }

    @Test
    void withoutTheModuleOthersAreTaken() throws Exception {
        assertThat(inNewJvm()).containsPattern("chosen (jblas|scalar)");
    }

    @Test
    void withoutTheModuleTheVectorKernelsCannotBeForced() throws Exception {
        assertThat(inNewJvm("-Dheadrace.kernels=vector"))
                .contains("asks for kernels that cannot be used")
                .contains("--add-modules jdk.incubator.vector");
    }
}
