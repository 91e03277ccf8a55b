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
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link BatchingConsoleAppender} in the place of each console that a logger of Logback has, and puts the consoles back when
 * nobody wants that any more: the classes may be about to be unloaded, and a thread would hold them. Thread-safe.
 */
final class ConsoleBatching {

    /** Applications of one virtual machine, side by side or one after the other, have their consoles in common. */
    static final ConsoleBatching SHARED = new ConsoleBatching(LoggerFactory::getILoggerFactory);

    private final Supplier<ILoggerFactory> logging;
    private int users;

    ConsoleBatching(Supplier<ILoggerFactory> logging) {
        this.logging = logging;
    }

    /** For one more application; consoles that share writes already go on as they are. */
    synchronized void join(Duration delay) {
        users++;
        if (logging.get() instanceof LoggerContext context) {
            install(context, delay);
        }
    }

    /** For one application that joined; the last one puts the consoles back. */
    synchronized void leave() {
        users--;
        if (users == 0 && logging.get() instanceof LoggerContext context) {
            context.getLoggerList().forEach(ConsoleBatching::putBack);
        }
    }

    /** Writes what the consoles hold. */
    void flush() {
        if (logging.get() instanceof LoggerContext context) {
            for (Logger logger : context.getLoggerList()) {
                batchingOf(logger).forEach(BatchingConsoleAppender::flush);
            }
        }
    }

    private static void install(LoggerContext context, Duration delay) {
        Map<ConsoleAppender<ILoggingEvent>, BatchingConsoleAppender> replaced = new IdentityHashMap<>();
        for (Logger logger : context.getLoggerList()) {
            for (ConsoleAppender<ILoggingEvent> console : consolesOf(logger)) {
                // In this order no line gets lost in between.
                logger.addAppender(replaced.computeIfAbsent(
                        console, original -> BatchingConsoleAppender.insteadOf(original, delay)));
                logger.detachAppender(console);
            }
        }
    }

    private static void putBack(Logger logger) {
        for (BatchingConsoleAppender console : batchingOf(logger)) {
            logger.addAppender(console.end());
            logger.detachAppender(console);
        }
    }

    private static List<BatchingConsoleAppender> batchingOf(Logger logger) {
        List<BatchingConsoleAppender> consoles = new ArrayList<>();
        logger.iteratorForAppenders().forEachRemaining(appender -> {
            if (appender instanceof BatchingConsoleAppender console) {
                consoles.add(console);
            }
        });
        return consoles;
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
