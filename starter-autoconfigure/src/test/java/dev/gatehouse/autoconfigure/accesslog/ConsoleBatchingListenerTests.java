package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.ConsoleAppender;
import dev.gatehouse.accesslog.AccessLogFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleBatchingListenerTests {

    @Test
    void closingTheContextWritesTheLinesThatAreHeld(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("gatehouse.access-log.console-delay=1s")) {
            assertThat(console()).isInstanceOf(BatchingConsoleAppender.class);
            LoggerFactory.getLogger(AccessLogFilter.LOGGER).info("GET /held password=hunter2");
            assertThat(context.isActive()).isTrue();
        }
        assertThat(output).contains("GET /held password=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.enabled=false",
                "gatehouse.access-log.enabled=false",
                "gatehouse.access-log.console-delay=0"
            })
    void switchedOffTheConsoleIsThatOfLogback(String property) {
        try (ConfigurableApplicationContext context = start(property)) {
            assertThat(context.isActive()).isTrue();
            assertThat(console().getClass()).isEqualTo(ConsoleAppender.class);
        }
    }

    private static ConfigurableApplicationContext start(String property) {
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .run("--" + property);
    }

    private static Object console() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        return root.getAppender("CONSOLE");
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
