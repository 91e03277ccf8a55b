package dev.gatehouse.requestid;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The logging context of a thread at one moment, to be lent to another thread. Immutable. */
final class MdcContext {

    private final @Nullable Map<String, String> entries;

    private MdcContext(@Nullable Map<String, String> entries) {
        this.entries = entries;
    }

    static MdcContext capture() {
        return new MdcContext(MDC.getCopyOfContextMap());
    }

    Runnable wrap(Runnable task) {
        return () -> {
            Map<String, String> previous = MDC.getCopyOfContextMap();
            set(entries);
            try {
                task.run();
            } finally {
                set(previous);
            }
        };
    }

    <T> Callable<T> wrap(Callable<T> task) {
        return () -> {
            Map<String, String> previous = MDC.getCopyOfContextMap();
            set(entries);
            try {
                return task.call();
            } finally {
                set(previous);
            }
        };
    }

    /** Makes this the whole context of the current thread: the one place where clearing restores what was. */
    static void set(@Nullable Map<String, String> entries) {
        if (entries == null || entries.isEmpty()) {
            MDC.clear();
        } else {
            MDC.setContextMap(entries);
        }
    }
}
