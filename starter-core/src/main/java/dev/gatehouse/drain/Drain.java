package dev.gatehouse.drain;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the service drains: it still answers, but wants no more requests. Thread-safe. */
public final class Drain {

    private final AtomicBoolean begun = new AtomicBoolean();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * Begins, and tells those who asked for it.
     *
     * @return true for the first call, and the first one after {@link #cancel()}
     */
    public boolean begin() {
        return change(false, true);
    }

    /**
     * Tells whether the drain has begun.
     *
     * @return true from then on, until it is called off
     */
    public boolean hasBegun() {
        return begun.get();
    }

    /** Calls it off, and tells those who asked for it: the service goes on after all. */
    public void cancel() {
        change(true, false);
    }

    /**
     * Has something run each time that the drain has begun or was called off, on the thread that did so. When several
     * threads do so at once, {@link #hasBegun()} tells how it ended.
     *
     * @param listener what to run; short, and without an exception
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private boolean change(boolean from, boolean to) {
        boolean changed = begun.compareAndSet(from, to);
        if (changed) {
            listeners.forEach(Runnable::run);
        }
        return changed;
    }
}
