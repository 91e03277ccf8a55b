package dev.gatehouse.autoconfigure.accesslog;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A console that writes the lines of the access log together with those that follow within a moment, and makes them only then
 * if the encoder lets it. Every other line, and that of a slow request, is written at once, behind all that was held before
 * it: the order is that of the events.
 */
final class BatchingConsoleAppender extends ConsoleAppender<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final ConsoleAppender<ILoggingEvent> original;
    private final Duration delay;
    private @Nullable LineBatch batch;

    private BatchingConsoleAppender(ConsoleAppender<ILoggingEvent> original, Duration delay) {
        this.original = original;
        this.delay = delay;
    }

    /** Makes one that takes the place of another; that must not be stopped, since they share their encoder. */
    static BatchingConsoleAppender insteadOf(ConsoleAppender<ILoggingEvent> console, Duration delay) {
        BatchingConsoleAppender batching = new BatchingConsoleAppender(console, delay);
        batching.setContext(console.getContext());
        batching.setName(console.getName());
        batching.setTarget(console.getTarget());
        batching.setImmediateFlush(console.isImmediateFlush());
        batching.setEncoder(console.getEncoder());
        console.getCopyOfAttachedFiltersList().forEach(batching::addFilter);
        batching.start();
        return batching;
    }

    @Override
    public void setOutputStream(OutputStream console) {
        batch = new LineBatch(console, this::encode, delay, this::tell);
        super.setOutputStream(batch);
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
        LineBatch lines = batch;
        if (lines == null || event.getLevel() != Level.INFO || !AccessLogFilter.LOGGER.equals(event.getLoggerName())) {
            super.subAppend(event);
            return;
        }
        try {
            if (getEncoder() instanceof DeferrableEncoder encoder && encoder.isDeferrable()) {
                event.prepareForDeferredProcessing();
                lines.write(event);
            } else {
                lines.write(encode(event));
            }
        } catch (IOException e) {
            tell(e);
        }
    }

    /** An encoder may have nothing to say. */
    private byte[] encode(ILoggingEvent event) {
        byte[] line = getEncoder().encode(event);
        return line == null ? NOTHING : line;
    }

    /** Writes what is held. */
    void flush() {
        LineBatch lines = batch;
        if (lines != null) {
            lines.flushOrTell();
        }
    }

    /**
     * Writes what is held, and from now on each line at once, without a thread. Is not stopped, for it shares its encoder.
     *
     * @return the console whose place this one took, ready to take it again
     */
    ConsoleAppender<ILoggingEvent> end() {
        LineBatch lines = batch;
        if (lines != null) {
            lines.close();
        }
        // Masking may have changed it.
        original.setEncoder(getEncoder());
        return original;
    }

    private void tell(Throwable failure) {
        addError("Lines of the access log could not be made or written.", failure);
    }
}
