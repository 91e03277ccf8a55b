package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.ansi.AnsiOutput.Enabled;

class AccessLogLayoutTests {

    private static final String OURS = "%replace(%X{request_id}){'^(.+)$','[$1] '}";
    private static final String DEFAULTS = "<configuration>"
            + "<include resource='org/springframework/boot/logging/logback/defaults.xml'/>"
            + "<property scope='context' name='console' value='${CONSOLE_LOG_PATTERN}'/>"
            + "<property scope='context' name='file' value='${FILE_LOG_PATTERN}'/></configuration>";
    private static final long NOON = 1_795_953_600_000L;

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void readThePatternsOfSpringBoot() throws Exception {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("LOG_CORRELATION_PATTERN", OURS);
        context.putProperty("PID", "4711");
        context.putProperty("APPLICATION_NAME", "orders");
        configure(DEFAULTS);
    }

    @AfterEach
    void stop() {
        AnsiOutput.setEnabled(Enabled.DETECT);
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "file"})
    void aPatternOfSpringBootIsFoldedToTheSameText(String property) {
        PatternLayout layout = layout(context.getProperty(property));
        assertThat(FoldedPattern.of(layout)).isNotNull();
        assertSame(layout);
    }

    @Test
    void coloursAreWrittenAsTheyAreSetNow() {
        PatternLayout layout = layout(context.getProperty("console"));
        AnsiOutput.setEnabled(Enabled.ALWAYS);
        assertThat(layout.doLayout(usual(NOON))).contains("\033[");
        assertSame(layout);
        AccessLogLayout folded = new AccessLogLayout(layout);
        assertThat(folded.doLayout(usual(NOON))).contains("\033[");
        AnsiOutput.setEnabled(Enabled.NEVER);
        assertThat(folded.doLayout(usual(NOON + 1000))).doesNotContain("\033[");
    }

    @Test
    void thePatternWithTracesIsFoldedToTheSameText() throws Exception {
        context.putProperty("LOG_CORRELATION_PATTERN", OURS + "%correlationId");
        configure(DEFAULTS);
        PatternLayout layout = layout(context.getProperty("console"));
        assertThat(FoldedPattern.of(layout)).isNotNull();
        assertSame(layout);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%m%n",
                "%d %m%n",
                "%d{ISO8601} %m",
                "%d{ISO8601, Asia/Kathmandu} %m",
                "%d{HH:mm:ss.S} %m",
                "%d{HH:mm:ss.SS} %m",
                "%d{HH:mm:ss.SSSSSS} %m",
                "%d{n} %m",
                "%d{A} %m",
                "%d{HH:mm} %m",
                "%d{SSS 000 ss} %m",
                "%-40d{HH:mm:ss.SSS}|%m",
                "%.5d{HH:mm:ss.SSS}|%m",
                "%-5level %logger %logger{0} %m",
                "%clr(%m){red} %clr(%level) %clr(%-20.30(%t %m)){blue}",
                "%-90(%d{ss.SSS} %m)|",
                "%clr(%X){faint} %X{request_id:-none} %m",
                "%replace(%m){'orders','items'}",
                "%replace(%X{request_id}){'^(.+)$','$1$1'}",
                "%replace(%X{request_id}){'^(.+)$','$0'} %m",
                "%replace(%X{request_id}){'^(.+)$','nothing'} %m",
                "%replace(%X{request_id}%t){'^(.+)$','<$1>'} %m",
                "%replace(%replace(%X{request_id}){'^(.+)$','[$1] '}){'^(.+)$','<$1>'} %m",
                "%esb(%X{request_id}){APPLICATION_NAME} %esb(){APPLICATION_NAME} %property{PID} %m",
                "%m %ex{full}%n",
                "%m %nopex%n",
                "100\\% %m",
                "%.3t|%.-3t|%5.8t|%-30.40t|%30.-40t %m",
                "%m %kvp %marker",
                "%m %caller{1}",
                "%m %unknown %d{"
            })
    void anyOtherPatternGivesTheSameText(String pattern) {
        assertSame(layout(pattern));
    }

    @Test
    void aPatternWithAPartOfTheApplicationIsLeftToLogback() {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("count", Counting::new);
        layout.setPattern("%count %m");
        layout.start();
        AccessLogLayout folded = new AccessLogLayout(layout);
        assertThat(folded.doLayout(usual(NOON))).startsWith("1 ");
        assertThat(layout.doLayout(usual(NOON))).startsWith("2 ");
        assertThat(folded.doLayout(usual(NOON))).startsWith("3 ");
    }

    @Test
    void aPropertyOfTheContextThatChangesIsWrittenAnew() {
        AccessLogLayout folded = new AccessLogLayout(layout("%property{tenant} %m"));
        context.putProperty("tenant", "one");
        assertThat(folded.doLayout(usual(NOON))).startsWith("one ");
        context.putProperty("tenant", "two");
        assertThat(folded.doLayout(usual(NOON))).startsWith("two ");
    }

    private void configure(String xml) throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private PatternLayout layout(String pattern) {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.start();
        return layout;
    }

    private void assertSame(PatternLayout layout) {
        AccessLogLayout folded = new AccessLogLayout(layout);
        for (ILoggingEvent event : events()) {
            assertThat(folded.doLayout(event)).isEqualTo(layout.doLayout(event));
        }
    }

    private List<ILoggingEvent> events() {
        List<ILoggingEvent> events = new ArrayList<>();
        for (long time : new long[] {NOON, NOON + 7, NOON + 42, NOON + 999, NOON + 1000, NOON + 59_999, -1, 0, 1}) {
            events.add(usual(time));
            events.add(event(AccessLogFilter.LOGGER, Level.INFO, null, time, Map.of()));
            events.add(event(AccessLogFilter.LOGGER, Level.INFO, null, time, Map.of("request_id", "")));
            events.add(event(AccessLogFilter.LOGGER, Level.INFO, null, time, Map.of("request_id", "a\nb")));
            events.add(event(AccessLogFilter.LOGGER, Level.INFO, null, time, Map.of("request_id", "$1 \\ \u2028")));
            events.add(event(AccessLogFilter.LOGGER, Level.WARN, null, time, Map.of("request_id", "slow")));
            events.add(event("a.b.C", Level.INFO, null, time, Map.of("request_id", "other")));
            events.add(event(AccessLogFilter.LOGGER, Level.INFO, new Exception("bad"), time, Map.of()));
        }
        return events;
    }

    private ILoggingEvent usual(long time) {
        return event(AccessLogFilter.LOGGER, Level.INFO, null, time, Map.of("request_id", "7711bc326abe25c0"));
    }

    private ILoggingEvent event(
            String logger, Level level, Throwable exception, long time, Map<String, String> logging) {
        LoggingEvent made =
                new LoggingEvent("fqcn", context.getLogger(logger), level, "GET /orders 200", exception, null);
        LoggingEvent event = new LoggingEvent() {
            @Override
            public StackTraceElement[] getCallerData() {
                return new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 1)};
            }
        };
        event.setTimeStamp(time);
        event.setLevel(level);
        event.setLoggerName(logger);
        event.setMessage("GET /orders 200");
        event.setThreadName("http-nio-8080-exec-" + logging.size());
        event.setLoggerContextRemoteView(context.getLoggerContextRemoteView());
        event.setMDCPropertyMap(logging);
        if (exception != null) {
            event.setThrowableProxy((ch.qos.logback.classic.spi.ThrowableProxy) made.getThrowableProxy());
        }
        return event;
    }

    /** A part of somebody's own, which notices each line. */
    public static final class Counting extends ClassicConverter {

        private int count;

        @Override
        public String convert(ILoggingEvent event) {
            return String.valueOf(++count);
        }
    }
}
