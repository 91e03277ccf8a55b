package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-boot")
class ConsoleBatchingTests {

    private static final Duration NEVER = Duration.ofDays(1);

    private final LoggerContext context = contextWithMdc();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger access = context.getLogger(AccessLogFilter.LOGGER);
    private final ConsoleBatching batching = new ConsoleBatching(() -> context);
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
    void aLineThatIsMadeLaterTellsOfTheThreadThatLoggedIt() throws Exception {
        install(new ConsoleAppender<>(), new Deferrable());
        Thread request = new Thread(
                () -> {
                    context.getMDCAdapter().put("request_id", "r1");
                    access.info("GET /a");
                    context.getMDCAdapter().clear();
                },
                "worker");
        request.start();
        request.join();
        assertThat(Deferrable.encoded(root)).isZero();
        root.info("other");
        assertThat(output())
                .isEqualTo("worker r1 GET /a\n" + Thread.currentThread().getName() + "  other\n");
        assertThat(Deferrable.encoded(root)).isEqualTo(2);
    }

    @Test
    void theEndOfTheLoggingSystemMakesAndWritesTheLinesOfHeldEvents() {
        install(new ConsoleAppender<>(), new Deferrable());
        access.info("GET /a");
        context.stop();
        assertThat(output()).endsWith(" GET /a\n");
    }

    @Test
    void aLineThatCannotBeMadeTakesNoOtherWithIt() {
        install(new ConsoleAppender<>(), new Deferrable());
        access.info("GET /a");
        access.info(Deferrable.BROKEN);
        access.info("GET /b");
        root.info("other");
        assertThat(messages()).containsExactly("GET /a", "GET /b", "other");
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .anyMatch(status -> status.getThrowable() != null
                        && Deferrable.BROKEN.equals(status.getThrowable().getMessage()));
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
        batching.join(NEVER);
        assertThat(other.getAppender("CONSOLE"))
                .isInstanceOf(BatchingConsoleAppender.class)
                .isSameAs(root.getAppender("CONSOLE"));
    }

    @Test
    void aConsoleOfAnotherKindStays() {
        ConsoleAppender<ILoggingEvent> own = new ConsoleAppender<>() {};
        started(own);
        batching.join(NEVER);
        assertThat(root.getAppender("CONSOLE")).isSameAs(own);
    }

    @Test
    void theLastOneToLeaveHasWhatIsHeldWrittenAndTheConsolePutBack() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        install(console, new Deferrable());
        console.setOutputStream(written);
        batching.join(NEVER);
        access.info("GET /a");
        batching.leave();
        assertThat(output()).isEmpty();
        batching.leave();
        assertThat(root.getAppender("CONSOLE")).isSameAs(console);
        access.info("GET /b");
        assertThat(messages()).containsExactly("GET /a", "GET /b");
    }

    @Test
    void aThreadThatIsStillLoggingWhenTheConsoleIsPutBackWritesItsLineAtOnce() {
        install(new ConsoleAppender<>(), new Deferrable());
        Appender<ILoggingEvent> seen = root.getAppender("CONSOLE");
        batching.leave();
        seen.doAppend(new LoggingEvent(Logger.FQCN, access, Level.INFO, "GET /late", null, null));
        assertThat(messages()).containsExactly("GET /late");
    }

    @Test
    void theConsoleThatIsPutBackHasTheEncoderThatMasksMeanwhile() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        install(console);
        Deferrable other = new Deferrable();
        ((ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE")).setEncoder(other);
        batching.leave();
        assertThat(console.getEncoder()).isSameAs(other);
    }

    @Test
    void aConsoleThatWasPutBackIsReplacedForTheNextOne() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        install(console);
        batching.leave();
        batching.join(NEVER);
        assertThat(root.getAppender("CONSOLE")).isInstanceOf(BatchingConsoleAppender.class);
    }

    private static LoggerContext contextWithMdc() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private void install(ConsoleAppender<ILoggingEvent> console) {
        install(console, new PatternLayoutEncoder());
    }

    private void install(ConsoleAppender<ILoggingEvent> console, PatternLayoutEncoder encoder) {
        started(console, encoder);
        batching.join(NEVER);
        Appender<ILoggingEvent> installed = root.getAppender("CONSOLE");
        ((ConsoleAppender<ILoggingEvent>) installed).setOutputStream(written);
    }

    private ConsoleAppender<ILoggingEvent> started(ConsoleAppender<ILoggingEvent> console) {
        return started(console, new PatternLayoutEncoder());
    }

    private ConsoleAppender<ILoggingEvent> started(
            ConsoleAppender<ILoggingEvent> console, PatternLayoutEncoder encoder) {
        encoder.setContext(context);
        encoder.setPattern(encoder instanceof Deferrable ? "%t %X{request_id} %m\n" : "%m\n");
        encoder.start();
        console.setContext(context);
        console.setName("CONSOLE");
        console.setEncoder(encoder);
        console.start();
        root.addAppender(console);
        return console;
    }

    /** Behind the thread and an empty request id. */
    private List<String> messages() {
        return output().lines()
                .map(line -> line.substring(line.lastIndexOf("  ") + 2))
                .toList();
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Counts its lines. */
    private static final class Deferrable extends PatternLayoutEncoder implements DeferrableEncoder {

        private static final String BROKEN = "cannot be made";

        private final AtomicInteger lines = new AtomicInteger();

        static int encoded(Logger logger) {
            BatchingConsoleAppender console = (BatchingConsoleAppender) logger.getAppender("CONSOLE");
            return ((Deferrable) console.getEncoder()).lines.get();
        }

        @Override
        public boolean isDeferrable() {
            return true;
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            if (BROKEN.equals(event.getMessage())) {
                throw new IllegalStateException(BROKEN);
            }
            lines.incrementAndGet();
            return super.encode(event);
        }
    }
}
