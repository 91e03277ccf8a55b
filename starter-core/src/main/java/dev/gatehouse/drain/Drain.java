package dev.gatehouse.drain;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the service drains: it still answers, but wants no more requests. Thread-safe. */
public final class Drain {

    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * Begins. There is no way back.
     *
     * @return true for the first call
     */
    public boolean begin() {
        return begun.compareAndSet(false, true);
    }

    /**
     * Tells whether the drain has begun.
     *
     * @return true from then on
     */
    public boolean hasBegun() {
        return begun.get();
    }
}
