package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who contributes has to know which tests can do more. */
@Tag("any-boot")
class LongFormsPageTests {

    private static final String LONG = "Boolean.getBoolean(\"dev.gatehouse." + "proof\")";

    @Test
    void namesEveryTestWithALongForm() throws IOException {
        String page = Manual.read("CONTRIBUTING.md");
        assertThat(withALongForm())
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    private static List<String> withALongForm() throws IOException {
        Path root = Manual.pages().get(0).getParent();
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(LongFormsPageTests::classesOf)
                    .filter(file -> Manual.read(file).contains(LONG))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
        }
    }

    private static Stream<Path> classesOf(Path tests) {
        try {
            return Files.walk(tests).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
