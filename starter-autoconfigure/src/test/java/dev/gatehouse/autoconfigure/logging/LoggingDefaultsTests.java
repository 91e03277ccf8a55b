package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class LoggingDefaultsTests {

    private final MockEnvironment environment =
            new MockEnvironment().withProperty("management.tracing.export.enabled", "false");

    @Test
    void noLineShowsBracketsWithoutAnId() {
        assertThat(LoggingDefaults.correlation(environment, true))
                .isEqualTo("%replace(%X{request_id}){'^(.+)$','[$1] '}");
        assertThat(LoggingDefaults.correlation(environment, false)).isEqualTo("%notEmpty{[%X{request_id}] }");
    }

    @Test
    void theIdsOfATraceFollow() {
        environment.setProperty("logging.expect-correlation-id", "true");
        assertThat(LoggingDefaults.correlation(environment, true)).endsWith("'[$1] '}%correlationId");
        assertThat(LoggingDefaults.correlation(environment, false)).endsWith("] }%correlationId{}");
    }
}
