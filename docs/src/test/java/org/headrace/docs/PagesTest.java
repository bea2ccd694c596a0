package org.headrace.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages to the code: their Java blocks are regions of classes that are compiled and run. */
class PagesTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("..")
            .normalize();

    private static final Pattern BLOCK =
            Pattern.compile("^(?:<!-- file: (\\S+) -->\\R)?```(\\w*)\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern REGION =
            Pattern.compile("^ *// snippet: (.+?)\\R(.*?)^ *// end$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    @ParameterizedTest
    @CsvSource({
        "README.md,            ReadmeTest",
        "docs/from-tf1.md,     FromTf1Test",
        "docs/how-it-works.md, HowItWorksTest",
        "docs/add-an-op.md,    AddAnOpTest",
        "docs/performance.md,  PerformanceTest",
        "docs/data.md,         DataTest",
        "docs/keras.md,        KerasTest",
    })
    void javaBlocksAreRegionsOfCodeThatRuns(String page, String className) throws IOException {
        Map<String, String> regions = regions(className);
        List<Block> blocks = blocks(page, "java");
        assertThat(blocks.stream().filter(block -> block.file() == null).map(block -> squeezed(block.text())))
                .as("the Java blocks of %s, against the regions of %s", page, className)
                .containsExactlyElementsOf(
                        regions.values().stream().map(PagesTest::squeezed).toList());
    }

    @Test
    void blocksOfOtherFilesAreInThem() throws IOException {
        for (Block block : blocks("docs/add-an-op.md", "java")) {
            if (block.file() != null) {
                assertThat(squeezed(read(block.file()))).as(block.file()).contains(squeezed(block.text()));
            }
        }
    }

    @Test
    void formsInTheTableAreCodeThatCompiles() throws IOException {
        String code = squeezed(Files.readString(source("FromTf1Test"), UTF_8));
        List<String> missing = new ArrayList<>();
        for (String form : javaForms(read("docs/from-tf1.md"))) {
            if (!code.contains(squeezed(form))) {
                missing.add(form);
            }
        }
        assertThat(missing).isEmpty();
    }

    /** The code in the second column of the tables headed "TensorFlow 1 | Headrace". */
    private static List<String> javaForms(String page) {
        List<String> forms = new ArrayList<>();
        boolean inTable = false;
        for (String line : page.lines().toList()) {
            String[] cells = line.split("(?<!\\\\)\\|", -1);
            if (line.startsWith("| TensorFlow 1 | Headrace |")) {
                inTable = true;
            } else if (!line.startsWith("|")) {
                inTable = false;
            } else if (inTable && cells.length > 3) {
                Matcher code = Pattern.compile("`([^`]+)`").matcher(cells[2]);
                while (code.find()) {
                    forms.add(code.group(1).replace("\\|", "|"));
                }
            }
        }
        assertThat(forms).hasSizeGreaterThan(50);
        return forms;
    }

    @Test
    void theReadmeBeginsWithTwoCommands() throws IOException {
        assertThat(blocks("README.md", "sh").stream().map(Block::text))
                .containsExactly("mvn -q -pl examples -am package -Dexample=digits\n", "mvn verify\n");
    }

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/adr"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFiles(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page, UTF_8));
        while (link.find()) {
            String target = link.group(1);
            if (!target.startsWith("https://")) {
                assertThat(page.resolveSibling(target)).exists();
            }
        }
    }

    private static Map<String, String> regions(String className) throws IOException {
        Map<String, String> regions = new LinkedHashMap<>();
        Matcher region = REGION.matcher(Files.readString(source(className), UTF_8));
        while (region.find()) {
            assertThat(regions.put(region.group(1), region.group(2)))
                    .as("region %s", region.group(1))
                    .isNull();
        }
        return regions;
    }

    /**
     * A fenced block of a page.
     *
     * @param file the file that a comment before the block says it is from, or null
     */
    private record Block(@Nullable String file, String text) {}

    private static List<Block> blocks(String page, String language) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(read(page));
        while (block.find()) {
            if (block.group(2).equals(language)) {
                blocks.add(new Block(block.group(1), block.group(3).replace("\r\n", "\n")));
            }
        }
        return blocks;
    }

    private static String read(String page) throws IOException {
        return Files.readString(ROOT.resolve(page), UTF_8);
    }

    private static Path source(String className) {
        return ROOT.resolve("docs/src/test/java/org/headrace/docs/" + className + ".java");
    }

    /** Without white space, which a page and a formatted class set differently. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
