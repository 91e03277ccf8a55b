package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.util.Iterator;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Puts a {@link MaskingEncoder} in front of each encoder of readable lines that Logback has. */
final class ReadableLogMasking {

    private final SecretMask mask;

    ReadableLogMasking(SecretMask mask) {
        this.mask = mask;
    }

    void install() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            for (Logger logger : context.getLoggerList()) {
                install(logger);
            }
        }
    }

    private void install(AppenderAttachable<ILoggingEvent> holder) {
        Iterator<Appender<ILoggingEvent>> appenders = holder.iteratorForAppenders();
        while (appenders.hasNext()) {
            install(appenders.next());
        }
    }

    @SuppressWarnings("unchecked")
    private void install(Appender<ILoggingEvent> appender) {
        if (appender instanceof AppenderAttachable<?> holder) {
            install((AppenderAttachable<ILoggingEvent>) holder);
        } else if (appender instanceof OutputStreamAppender<ILoggingEvent> output
                && output.getEncoder() instanceof LayoutWrappingEncoder<ILoggingEvent> encoder) {
            MaskingEncoder masking = new MaskingEncoder(encoder, mask);
            masking.setContext(output.getContext());
            masking.start();
            output.setEncoder(masking);
        }
    }
}
