package dev.gatehouse.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.io.OutputStream;
import java.util.Iterator;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/**
 * Formats and masks the lines of the access log as a service with the starter does, by the pattern of Spring Boot's console, and
 * throws them away: what is left out is the write to the console.
 */
final class AccessLogSink {

    private AccessLogSink() {}

    static void install() {
        SpringApplication service = new SpringApplication(AccessLogSink.class);
        service.setWebApplicationType(WebApplicationType.NONE);
        service.setBannerMode(Banner.Mode.OFF);
        service.setLogStartupInfo(false);
        // Not closed: that would take down the logging, too.
        service.run("--logging.level.root=warn");

        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(AccessLogFilter.LOGGER).setLevel(Level.INFO);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
            if (all.next() instanceof OutputStreamAppender<ILoggingEvent> console) {
                console.setOutputStream(OutputStream.nullOutputStream());
            }
        }
    }
}
