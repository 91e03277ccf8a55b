package dev.gatehouse.accesslog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A line on its way to the log. A logger that takes whole events, as Logback's does, gets this one and with it the pairs unread; any
 * other gets them through the builder of SLF4J.
 */
record AccessLogEvent(Level level, String loggerName, String message, AccessLogFields fields) implements LoggingEvent {

    private static final String BOUNDARY = AccessLogEvent.class.getName();

    static void write(Logger log, Level level, AccessLogFields fields) {
        if (log instanceof LoggingEventAware aware) {
            aware.log(new AccessLogEvent(level, log.getName(), fields.text(), fields));
            return;
        }
        LoggingEventBuilder builder = log.atLevel(level);
        for (KeyValuePair pair : fields) {
            builder = builder.addKeyValue(pair.key, pair.value);
        }
        builder.log(fields.text());
    }

    @Override
    public Level getLevel() {
        return level;
    }

    @Override
    public String getLoggerName() {
        return loggerName;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** Whoever asks for the place of the call gets the one behind this class. */
    @Override
    public String getCallerBoundary() {
        return BOUNDARY;
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        return fields;
    }

    @Override
    public @Nullable List<Object> getArguments() {
        return null;
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return null;
    }

    @Override
    public @Nullable List<Marker> getMarkers() {
        return null;
    }

    @Override
    public @Nullable Throwable getThrowable() {
        return null;
    }

    /** Zero: the logger takes the time, as it does for the events of the builder. */
    @Override
    public long getTimeStamp() {
        return 0;
    }

    @Override
    public @Nullable String getThreadName() {
        return null;
    }
}
