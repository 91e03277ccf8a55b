package dev.gatehouse.autoconfigure.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextVO;
import ch.qos.logback.core.Layout;
import dev.gatehouse.accesslog.AccessLogFilter;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of the access log as another layout does, character by character, and cheaper: what is the same for all of them
 * is written once a second. All other events, and patterns with parts that are not known here, go to the other layout. Thread-safe.
 */
final class AccessLogLayout {

    private static final int USUAL_LENGTH = 256;
    private static final int MAX_KEPT_LENGTH = 1024;

    private final Layout<ILoggingEvent> target;
    private final @Nullable FoldedPattern pattern;
    private final ReentrantLock folding = new ReentrantLock();
    private volatile @Nullable Second current;

    /** The memory of the last line for the next one; a thread that finds none takes its own. */
    private final AtomicReference<@Nullable StringBuilder> spare = new AtomicReference<>();

    AccessLogLayout(Layout<ILoggingEvent> target) {
        this.target = target;
        this.pattern = target.getClass() == PatternLayout.class ? FoldedPattern.of((PatternLayout) target) : null;
    }

    boolean isOf(Layout<ILoggingEvent> layout) {
        return layout == target;
    }

    /** Tells whether all parts of the pattern are known here: what they write depends on the event alone. */
    boolean isKnown() {
        return pattern != null;
    }

    String doLayout(ILoggingEvent event) {
        String line = pattern == null || !isUsual(event) ? null : folded(event, pattern);
        return line == null ? target.doLayout(event) : line;
    }

    private static boolean isUsual(ILoggingEvent event) {
        return event.getLevel() == Level.INFO
                && AccessLogFilter.LOGGER.equals(event.getLoggerName())
                && event.getThrowableProxy() == null;
    }

    private @Nullable String folded(ILoggingEvent event, FoldedPattern folds) {
        Second second = current;
        if (second == null || !second.includes(event)) {
            // Whoever comes meanwhile does not wait.
            if (!folding.tryLock()) {
                return null;
            }
            try {
                second = new Second(
                        Math.floorDiv(event.getTimeStamp(), 1000L), event.getLoggerContextVO(), folds.fold(event));
                current = second;
            } finally {
                folding.unlock();
            }
        }
        return line(second, event);
    }

    private @Nullable String line(Second second, ILoggingEvent event) {
        StringBuilder kept = spare.getAndSet(null);
        StringBuilder memory = kept == null ? new StringBuilder(USUAL_LENGTH) : kept;
        memory.setLength(0);
        String line = second.isWrittenTo(memory, event) ? memory.toString() : null;
        if (memory.capacity() <= MAX_KEPT_LENGTH) {
            spare.set(memory);
        }
        return line;
    }

    /** The parts of the lines of one second. Properties of the context are written into them, and it knows when they change. */
    private record Second(long number, LoggerContextVO context, List<LinePart> parts) {

        /** The context makes a new view of itself with each change. */
        @SuppressWarnings("ReferenceEquality")
        boolean includes(ILoggingEvent event) {
            return Math.floorDiv(event.getTimeStamp(), 1000L) == number && event.getLoggerContextVO() == context;
        }

        boolean isWrittenTo(StringBuilder line, ILoggingEvent event) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).append(line, event)) {
                    return false;
                }
            }
            return true;
        }
    }
}
