package dev.gatehouse.concurrency;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import org.jspecify.annotations.Nullable;

/**
 * Lets an asynchronous request out when it is complete, however it ends and whatever else is told about it. Nobody but the
 * container may hold on to it: a request that the container drops without a word leaves when this is collected.
 */
final class Departure implements AsyncListener {

    private final Cleanable place;

    Departure(Cleaner forgotten, @Nullable ConcurrencyLimit all, @Nullable ConcurrencyLimit group) {
        this.place = forgotten.register(this, () -> leave(all, group));
    }

    private static void leave(@Nullable ConcurrencyLimit all, @Nullable ConcurrencyLimit group) {
        try {
            if (all != null) {
                all.leave();
            }
        } finally {
            if (group != null) {
                group.leave();
            }
        }
    }

    /** What lets the request out, the first time it is called. */
    Cleanable place() {
        return place;
    }

    /** Waits for the end of the request, which may have come in the meantime. */
    void await(AsyncContext context) {
        try {
            context.addListener(this);
        } catch (IllegalStateException complete) {
            place.clean();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        place.clean();
    }

    /** The container completes the request afterwards, unless the application goes on with it. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    /** What is left to do is to answer with the error, which is not waited for in a synchronous request either. */
    @Override
    public void onError(AsyncEvent event) {
        place.clean();
    }

    /** A request that goes asynchronous again has forgotten its listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        await(event.getAsyncContext());
    }
}
