package dev.gatehouse.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/**
 * Formats the lines of the access log as Spring Boot does and throws them away: what is left out is the write to the
 * console or file.
 */
final class AccessLogSink {

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p 4711 --- [hello] [%15.15t] %-40.40logger{39} : %m%n";

    private AccessLogSink() {}

    static void install() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);

        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(OutputStream.nullOutputStream());
        appender.start();

        Logger log = context.getLogger(AccessLogFilter.LOGGER);
        log.detachAndStopAllAppenders();
        log.setAdditive(false);
        log.setLevel(Level.INFO);
        log.addAppender(appender);
    }
}
