package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, with a service that starts in a moment. */
class IdentityRunTests {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void packService() throws IOException {
        TinyJar.packInto(directory.resolve("tiny.jar"));
    }

    private String run(String... more) throws IOException, InterruptedException {
        LoadOptions options = IdentityRun.options(TinyJar.arguments(directory, more), directory);
        new IdentityRun(options, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void comparesCallersWithStrangersAndCountsLogins() throws Exception {
        String report = run("--connections=2");

        assertThat(report)
                .contains("| signed in 1 ")
                .contains("| open 1 ")
                .contains("| ratio signed in/open ")
                .containsPattern("\\|       0 \\|       0\\.0 ")
                .containsPattern("\\|       1 \\| +[1-9]")
                .containsPattern("\\|      64 \\| +[1-9]")
                .doesNotContain("NaN")
                .doesNotContain("Infinity")
                .doesNotContain("admin-password");
    }

    @Test
    void measuresNoCallersThatAreRefused() {
        assertThatIOException().isThrownBy(() -> run("--on=--other-token")).withMessageContaining("401");
    }

    @Test
    void aBusyServerSaysWhenToComeBack() {
        assertThatIOException()
                .isThrownBy(() -> run("--connections=2", "--on=--no-retry-after"))
                .withMessageContaining("503");
    }
}
