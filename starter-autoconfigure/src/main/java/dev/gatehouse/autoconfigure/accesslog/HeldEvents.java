package dev.gatehouse.autoconfigure.accesslog;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Events whose lines are still to be made, in their order, bounded. Any thread may add; those that take do so one at a time, and
 * are done with what they took before they take again.
 */
final class HeldEvents {

    static final int CAPACITY = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ILoggingEvent[] adding = new ILoggingEvent[CAPACITY];
    private @Nullable ILoggingEvent[] taken = new ILoggingEvent[CAPACITY];
    private volatile int count;

    /**
     * Adds an event.
     *
     * @return how many there are now, or 0 if there is no room for it
     */
    int add(ILoggingEvent event) {
        lock.lock();
        try {
            int end = count;
            if (end == CAPACITY) {
                return 0;
            }
            adding[end] = event;
            count = end + 1;
            return end + 1;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        return count;
    }

    /**
     * Takes all events there are.
     *
     * @return how many
     */
    int take() {
        if (count == 0) {
            return 0;
        }
        lock.lock();
        try {
            int all = count;
            @Nullable ILoggingEvent[] full = adding;
            adding = taken;
            taken = full;
            count = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Hands out an event that was taken, once. */
    ILoggingEvent taken(int index) {
        ILoggingEvent event = taken[index];
        taken[index] = null;
        if (event == null) {
            throw new IllegalStateException("Event " + index + " was not taken.");
        }
        return event;
    }
}
