package dev.gatehouse.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

class AccessLogEventTests {

    private static final String TEXT = "GET /orders/{id} 404 12 ms 345 B user=ann error=not_found slow";
    private static final List<KeyValuePair> PAIRS = List.of(
            new KeyValuePair("method", "GET"),
            new KeyValuePair("route", "/orders/{id}"),
            new KeyValuePair("status", 404),
            new KeyValuePair("duration_ms", 12L),
            new KeyValuePair("size", 345L),
            new KeyValuePair("user_id", "ann"),
            new KeyValuePair("error_code", "not_found"),
            new KeyValuePair("slow", true));

    private final LoggerContext context = new LoggerContext();
    private final Logger logback = context.getLogger("access");

    @Test
    void aLoggerThatTakesEventsGetsTextPairsAndPlace() {
        ILoggingEvent event = logged(fields());
        assertThat(event.getFormattedMessage()).isEqualTo(TEXT);
        assertThat(event.getKeyValuePairs()).isEqualTo(PAIRS);
        assertThat(event.getLevel()).isEqualTo(ch.qos.logback.classic.Level.WARN);
        assertThat(event.getLoggerName()).isEqualTo("access");
        assertThat(event.getInstant()).isNotNull();
        assertThat(event.getMarkerList()).isNull();
        assertThat(event.getThrowableProxy()).isNull();
        assertThat(event.getCallerData()[0].getClassName()).isEqualTo(getClass().getName());
    }

    @Test
    void anAppenderMayAddAndRemovePairs() {
        ILoggingEvent event = logged(fields());
        KeyValuePair added = new KeyValuePair("tenant", "acme");
        event.getKeyValuePairs().add(added);
        event.getKeyValuePairs().removeIf(pair -> pair.key.equals("user_id"));
        assertThat(event.getKeyValuePairs()).hasSize(8).contains(added).doesNotContain(PAIRS.get(5));
    }

    @Test
    void everyOtherLoggerGetsTheSameThroughTheBuilder() {
        Plain other = new Plain();
        AccessLogEvent.write(other, Level.WARN, fields());
        assertThat(other.lines)
                .containsExactly("WARN method=GET route=/orders/{id} status=404 duration_ms=12 size=345 user_id=ann"
                        + " error_code=not_found slow=true " + TEXT);
    }

    private ILoggingEvent logged(AccessLogFields fields) {
        ListAppender<ILoggingEvent> list = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.getCallerData();
                super.append(event);
            }
        };
        list.start();
        logback.addAppender(list);
        AccessLogEvent.write(logback, Level.WARN, fields);
        return list.list.get(0);
    }

    private static AccessLogFields fields() {
        return new AccessLogFields("GET", "route", "/orders/{id}", 404, 12, 345, "ann", "not_found", true);
    }

    /** Knows no events: SLF4J writes the pairs in front of the text. */
    private static final class Plain extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1;
        private final List<String> lines = new ArrayList<>();

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            lines.add(level + " " + message);
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
