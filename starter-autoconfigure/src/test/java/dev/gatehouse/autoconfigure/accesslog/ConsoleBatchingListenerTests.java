package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleBatchingListenerTests {

    /** Other tests of the same virtual machine leave contexts open, which have the consoles of its own in use. */
    private final LoggerContext logging = new LoggerContext();

    private final ConsoleBatching own = new ConsoleBatching(() -> logging);
    private final ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();

    @BeforeEach
    void prepare() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logging);
        encoder.setPattern("%m%n");
        encoder.start();
        console.setContext(logging);
        console.setName("CONSOLE");
        console.setEncoder(encoder);
        console.start();
        logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(console);
    }

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

    @Test
    void theLastContextToCloseHasTheConsolePutBack() {
        ConfigurableApplicationContext first = start(own);
        ConfigurableApplicationContext second = start(own);
        first.close();
        assertThat(ownConsole()).isInstanceOf(BatchingConsoleAppender.class);
        second.close();
        assertThat(ownConsole()).isSameAs(console);
    }

    @Test
    void theConsoleIsPutBackWhenNothingOfTheContextRunsAnyMore() {
        ConfigurableApplicationContext context = start(own, Observers.class);
        Observers observers = context.getBean(Observers.class);
        observers.console = this::ownConsole;
        context.close();
        assertThat(observers.seen).hasSize(2).allMatch(BatchingConsoleAppender.class::isInstance);
        assertThat(ownConsole()).isSameAs(console);
    }

    @Test
    void whatIsHeldAtTheEndOfAContextIsWrittenThoughAnotherOneGoesOn(CapturedOutput output) {
        try (ConfigurableApplicationContext other = start(own)) {
            ConfigurableApplicationContext context = start(own, Observers.class);
            context.getBean(Observers.class).console = () -> {
                logging.getLogger(AccessLogFilter.LOGGER).info("GET /late");
                return console;
            };
            context.close();
            assertThat(other.isActive()).isTrue();
            assertThat(output).contains("GET /late");
        }
    }

    @Test
    void aContextThatDoesNotStartHasTheConsolePutBack() {
        assertThatThrownBy(() -> start(own, Broken.class)).isInstanceOf(IllegalStateException.class);
        assertThat(ownConsole()).isSameAs(console);
    }

    @Test
    void aChildThatClosesLeavesTheConsoleToItsParent() {
        try (ConfigurableApplicationContext parent = start(own)) {
            ConfigurableApplicationContext child = new SpringApplicationBuilder(Nothing.class)
                    .web(WebApplicationType.NONE)
                    .parent(parent)
                    .run();
            child.close();
            assertThat(ownConsole()).isInstanceOf(BatchingConsoleAppender.class);
        }
        assertThat(ownConsole()).isSameAs(console);
    }

    private ConfigurableApplicationContext start(ConsoleBatching batching, Class<?>... sources) {
        return new SpringApplicationBuilder(Nothing.class)
                .sources(sources)
                .listeners(new ConsoleBatchingListener(() -> batching))
                .web(WebApplicationType.NONE)
                .run();
    }

    private Object ownConsole() {
        return logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
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

    /** What stops first, and what is destroyed last. */
    @Configuration(proxyBeanMethods = false)
    static class Observers implements SmartLifecycle, DisposableBean {

        private final List<Object> seen = new ArrayList<>();
        private Supplier<Object> console = () -> "none";
        private boolean running;

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            seen.add(console.get());
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public void destroy() {
            seen.add(console.get());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Broken {

        @Bean
        ApplicationRunner broken() {
            return arguments -> {
                throw new IllegalStateException("Broken.");
            };
        }
    }
}
