package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-boot")
class ConsoleBatchingTests {

    private static final Duration NEVER = Duration.ofDays(1);

    private final LoggerContext context = contextWithMdc();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger access = context.getLogger(AccessLogFilter.LOGGER);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aLineOfTheAccessLogIsWrittenTogetherWithTheNextOtherLineAndBeforeIt() {
        install(new ConsoleAppender<>());
        access.info("GET /a");
        access.info("GET /b");
        assertThat(output()).isEmpty();
        root.info("other");
        assertThat(output()).isEqualTo("GET /a\nGET /b\nother\n");
    }

    @Test
    void aSlowRequestIsToldAtOnce() {
        install(new ConsoleAppender<>());
        access.info("GET /a");
        access.warn("GET /b slow");
        assertThat(output()).isEqualTo("GET /a\nGET /b slow\n");
    }

    @Test
    void theEndOfTheLoggingSystemWritesWhatIsHeld() {
        install(new ConsoleAppender<>());
        access.info("GET /a");
        context.stop();
        assertThat(output()).isEqualTo("GET /a\n");
    }

    @Test
    void takesOverNameTargetEncoderAndFilters() {
        ConsoleAppender<ILoggingEvent> original = new ConsoleAppender<>();
        original.setTarget("System.err");
        ThresholdFilter errors = new ThresholdFilter();
        errors.setLevel("ERROR");
        errors.start();
        original.addFilter(errors);
        install(original);
        assertThat(root.getAppender("CONSOLE")).isInstanceOfSatisfying(BatchingConsoleAppender.class, console -> {
            assertThat(console.getTarget()).isEqualTo("System.err");
            assertThat(console.getEncoder()).isSameAs(original.getEncoder());
        });
        root.warn("filtered");
        root.error("passed");
        assertThat(output()).isEqualTo("passed\n");
    }

    @Test
    void oneConsoleOfTwoLoggersStaysOne() {
        ConsoleAppender<ILoggingEvent> console = started(new ConsoleAppender<>());
        Logger other = context.getLogger("other");
        other.addAppender(console);
        new ConsoleBatching(NEVER).install(context);
        assertThat(other.getAppender("CONSOLE"))
                .isInstanceOf(BatchingConsoleAppender.class)
                .isSameAs(root.getAppender("CONSOLE"));
    }

    @Test
    void aConsoleOfAnotherKindStays() {
        ConsoleAppender<ILoggingEvent> own = new ConsoleAppender<>() {};
        started(own);
        new ConsoleBatching(NEVER).install(context);
        assertThat(root.getAppender("CONSOLE")).isSameAs(own);
    }

    private static LoggerContext contextWithMdc() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private void install(ConsoleAppender<ILoggingEvent> console) {
        started(console);
        new ConsoleBatching(NEVER).install(context);
        Appender<ILoggingEvent> installed = root.getAppender("CONSOLE");
        ((ConsoleAppender<ILoggingEvent>) installed).setOutputStream(written);
    }

    private ConsoleAppender<ILoggingEvent> started(ConsoleAppender<ILoggingEvent> console) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%m\n");
        encoder.start();
        console.setContext(context);
        console.setName("CONSOLE");
        console.setEncoder(encoder);
        console.start();
        root.addAppender(console);
        return console;
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
