package dev.gatehouse.drain;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the service drains: it still answers, but wants no more requests. Thread-safe. */
public final class Drain {

    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * Begins.
     *
     * @return true for the first call, and the first one after {@link #cancel()}
     */
    public boolean begin() {
        return begun.compareAndSet(false, true);
    }

    /**
     * Tells whether the drain has begun.
     *
     * @return true from then on, until it is called off
     */
    public boolean hasBegun() {
        return begun.get();
    }

    /** Calls it off: the service goes on after all. */
    public void cancel() {
        begun.set(false);
    }
}
