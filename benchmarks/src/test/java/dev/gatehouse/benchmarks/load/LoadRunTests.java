package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, with a service that starts in a moment. */
class LoadRunTests {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void packService() throws IOException {
        TinyJar.packInto(directory.resolve("tiny.jar"));
    }

    private void run(String... more) throws IOException, InterruptedException {
        LoadOptions options = LoadOptions.of(TinyJar.arguments(directory, more), directory);
        new LoadRun(options, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
    }

    private boolean isAlive(String name) throws IOException {
        String pid = Files.readString(
                directory.resolve("gatehouse-load").resolve(name).resolve("pid"));
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    @Test
    void measuresBothSidesAndEndsThem() throws Exception {
        run("--connections=2");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("| on 1 ")
                .contains("| off 1 ")
                .contains("| ratio on/off ")
                .doesNotContain("NaN")
                .doesNotContain("Infinity");
        assertThat(isAlive("on")).isFalse();
        assertThat(isAlive("off")).isFalse();
    }

    @Test
    void startsARedisForBothSides() throws Exception {
        run("--redis");

        for (String side : new String[] {"on", "off"}) {
            assertThat(directory.resolve("gatehouse-load").resolve(side).resolve("output.log"))
                    .content()
                    .contains("Redis answers +PONG");
        }
    }

    @Test
    void showsTheOutputOfAServiceThatDoesNotStart() throws Exception {
        assertThatIOException()
                .isThrownBy(() -> run("--off=--fail"))
                .withMessageContaining("'off' ended at its start with 3")
                .withMessageContaining("There is no database.");

        assertThat(isAlive("on")).isFalse();
    }

    @Test
    void measuresNoRefusals() throws Exception {
        assertThatIOException().isThrownBy(() -> run("--on=--refuse")).withMessageContaining("429");

        assertThat(isAlive("on")).isFalse();
    }
}
