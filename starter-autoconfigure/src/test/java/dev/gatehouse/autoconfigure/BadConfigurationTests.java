package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** A value that cannot be used stops the start with one report: property, value, origin, remedy. */
@ExtendWith(OutputCaptureExtension.class)
class BadConfigurationTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gatehouse.enabled | maybe | boolean",
                "gatehouse.errors.enabled | perhaps | boolean",
                "gatehouse.errors.format | xml | envelope",
            })
    void stopsTheStartWithOneReport(
            String property, String value, String remedy, @TempDir Path folder, CapturedOutput output)
            throws IOException {
        Path file = folder.resolve("application.yml");
        Files.write(file, List.of("# a line before it", property + ": \"" + value + "\""));
        Throwable failure =
                catchThrowable(() -> RunningService.start(Empty.class, "spring.config.location=" + file.toUri())
                        .close());
        assertThat(failure).isNotNull();
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .contains(property)
                .contains(value)
                .contains("application.yml")
                .containsIgnoringCase(remedy);
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
