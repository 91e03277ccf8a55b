package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.helpers.NOPAppender;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEvent.EventType;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import dev.gatehouse.mask.SecretMask;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;

/**
 * Puts a {@link MaskingEncoder} in front of each encoder of readable lines that Logback has, again each time Logback reads
 * its configuration, and warns of appenders that do not write through one.
 */
final class ReadableLogMasking implements ConfigurationEventListener {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(ReadableLogMasking.class);

    private static final String PROBE = "gatehouseProbe";

    /** Logback lives as long as the virtual machine, which may start one application after the other. */
    private static final AtomicReference<@Nullable ReadableLogMasking> CURRENT = new AtomicReference<>();

    private final LoggerContext context;
    private final Environment environment;
    private final SecretMask mask;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    ReadableLogMasking(LoggerContext context, Environment environment, SecretMask mask) {
        this.context = context;
        this.environment = environment;
        this.mask = mask;
    }

    static void install(Environment environment, SecretMask mask) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            ReadableLogMasking masking = new ReadableLogMasking(context, environment, mask);
            ReadableLogMasking previous = CURRENT.getAndSet(masking);
            if (previous != null) {
                previous.context.removeConfigurationEventListener(previous);
            }
            masking.install();
        }
    }

    void install() {
        context.addConfigurationEventListener(this);
        maskAll();
    }

    @Override
    public void listen(ConfigurationEvent event) {
        boolean ended = event.getEventType() == EventType.CONFIGURATION_ENDED_SUCCESSFULLY
                || event.getEventType() == EventType.CONFIGURATION_ENDED_WITH_XML_PARSING_ERRORS;
        if (ended && !isOfAnotherApplication()) {
            maskAll();
        }
    }

    /** Spring Boot leaves its environment there, and a scan of the configuration takes it away. */
    private boolean isOfAnotherApplication() {
        Object known = context.getObject(Environment.class.getName());
        return known != null && known != environment;
    }

    private void maskAll() {
        Set<String> unmasked = new TreeSet<>();
        for (Logger logger : context.getLoggerList()) {
            mask(logger, unmasked);
        }
        unmasked.removeIf(appender -> !told.add(appender));
        if (!unmasked.isEmpty()) {
            log.warn(
                    "Secrets are not masked in what these appenders write, for they have neither an encoder with a layout"
                            + " nor a format that masks: {}.",
                    String.join(", ", unmasked));
        }
    }

    private void mask(AppenderAttachable<ILoggingEvent> holder, Set<String> unmasked) {
        Iterator<Appender<ILoggingEvent>> appenders = holder.iteratorForAppenders();
        while (appenders.hasNext()) {
            mask(appenders.next(), unmasked);
        }
    }

    @SuppressWarnings("unchecked")
    private void mask(Appender<ILoggingEvent> appender, Set<String> unmasked) {
        if (appender instanceof AppenderAttachable<?> holder) {
            mask((AppenderAttachable<ILoggingEvent>) holder, unmasked);
        } else if (!isMasked(appender)) {
            unmasked.add(appender.getName() + " (" + appender.getClass().getSimpleName() + ")");
        }
    }

    private boolean isMasked(Appender<ILoggingEvent> appender) {
        if (!(appender instanceof OutputStreamAppender<ILoggingEvent> output)) {
            return appender instanceof NOPAppender || appender instanceof ListAppender;
        }
        Encoder<ILoggingEvent> encoder = output.getEncoder();
        if (encoder instanceof LayoutWrappingEncoder<ILoggingEvent> readable) {
            MaskingEncoder masking = new MaskingEncoder(readable, mask);
            masking.setContext(output.getContext());
            masking.start();
            output.setEncoder(masking);
            return true;
        }
        return encoder instanceof MaskingEncoder || (encoder instanceof StructuredLogEncoder json && isMasked(json));
    }

    /** A format of the application takes in what masks those of Spring Boot, or does not: that shows in what it writes. */
    private boolean isMasked(StructuredLogEncoder encoder) {
        Logger logger = context.getLogger(Logger.ROOT_LOGGER_NAME);
        String name = ReadableLogMasking.class.getName();
        try {
            byte[] line = encoder.encode(new LoggingEvent(name, logger, Level.INFO, "password=" + PROBE, null, null));
            // In any charset.
            return !new String(line, StandardCharsets.ISO_8859_1)
                    .replace("\0", "")
                    .contains(PROBE);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
