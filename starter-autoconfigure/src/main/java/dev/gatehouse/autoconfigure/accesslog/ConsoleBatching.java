package dev.gatehouse.autoconfigure.accesslog;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Puts a {@link BatchingConsoleAppender} in the place of each console that a logger of Logback has. */
final class ConsoleBatching {

    private final Duration delay;
    private final IdentityHashMap<ConsoleAppender<ILoggingEvent>, BatchingConsoleAppender> replaced =
            new IdentityHashMap<>();

    ConsoleBatching(Duration delay) {
        this.delay = delay;
    }

    void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            install(context);
        }
    }

    void install(LoggerContext context) {
        for (Logger logger : context.getLoggerList()) {
            install(logger);
        }
    }

    /** Writes what the consoles hold. */
    static void flush() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            for (Logger logger : context.getLoggerList()) {
                flush(logger);
            }
        }
    }

    private static void flush(Logger logger) {
        Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof BatchingConsoleAppender console) {
                console.flush();
            }
        }
    }

    private void install(Logger logger) {
        for (ConsoleAppender<ILoggingEvent> console : consolesOf(logger)) {
            // In this order no line gets lost in between.
            logger.addAppender(
                    replaced.computeIfAbsent(console, original -> BatchingConsoleAppender.insteadOf(original, delay)));
            logger.detachAppender(console);
        }
    }

    /** A subclass of somebody's may do anything, and the wrapping streams of Jansi count on each write by itself. */
    @SuppressWarnings("unchecked")
    private static List<ConsoleAppender<ILoggingEvent>> consolesOf(Logger logger) {
        List<ConsoleAppender<ILoggingEvent>> consoles = new ArrayList<>();
        Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders();
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> appender = appenders.next();
            if (appender.getClass() == ConsoleAppender.class
                    && appender instanceof ConsoleAppender<ILoggingEvent> console
                    && console.isStarted()
                    && !console.isWithJansi()) {
                consoles.add(console);
            }
        }
        return consoles;
    }
}
