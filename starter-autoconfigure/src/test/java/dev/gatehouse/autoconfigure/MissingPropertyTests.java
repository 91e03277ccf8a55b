package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.autoconfigure.testing.RunningService;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** A property that is needed and not set stops the start with a report that shows no value of it. */
@ExtendWith(OutputCaptureExtension.class)
class MissingPropertyTests {

    /** While properties are bound, and while a bean is made. */
    @ParameterizedTest
    @CsvSource({
        "gatehouse.environment.suppress[0].id=WEB002, gatehouse.environment.suppress[0].reason, Say why the finding is accepted",
        "gatehouse.rate-limit.rules[0].name=log-in, gatehouse.rate-limit.rules[0].limit, Write a limit",
    })
    void saysThatItIsNotSet(String set, String missing, String reason, CapturedOutput output) {
        assertThat(catchThrowable(() -> RunningService.start(Empty.class, set).close()))
                .isNotNull();
        assertThat(output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START")))
                .contains("needed and not set", "Property: " + missing, "Reason: " + reason, "Set " + missing + " as")
                .doesNotContain("null", "unknown", "Value:");
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}
}
