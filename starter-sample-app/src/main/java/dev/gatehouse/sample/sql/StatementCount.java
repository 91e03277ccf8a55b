package dev.gatehouse.sample.sql;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Statements of one request. Threads that work for the request have it at hand; others count nothing. Thread-safe. */
final class StatementCount {

    private static final ThreadLocal<@Nullable StatementCount> CURRENT = new ThreadLocal<>();

    private final AtomicInteger statements = new AtomicInteger();

    /** Counts a statement for the request that this thread works for, if there is one. */
    static void add() {
        StatementCount current = CURRENT.get();
        if (current != null) {
            current.statements.incrementAndGet();
        }
    }

    /** Makes a task count for the request that hands it to another thread. */
    static Runnable carried(Runnable task) {
        StatementCount current = CURRENT.get();
        return current == null
                ? task
                : () -> {
                    Scope scope = current.open();
                    try {
                        task.run();
                    } finally {
                        scope.close();
                    }
                };
    }

    /** From here on what this thread asks the database for counts here. */
    Scope open() {
        StatementCount before = CURRENT.get();
        CURRENT.set(this);
        return () -> restore(before);
    }

    int statements() {
        return statements.get();
    }

    private static void restore(@Nullable StatementCount before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }

    /** Ends the counting of a thread, on that thread. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
