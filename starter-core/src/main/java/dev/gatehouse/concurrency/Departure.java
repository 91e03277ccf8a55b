package dev.gatehouse.concurrency;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Lets an asynchronous request out when it is complete, however it ends and whatever else is told about it. */
final class Departure implements AsyncListener {

    private final @Nullable ConcurrencyLimit all;
    private final @Nullable ConcurrencyLimit group;
    private final AtomicBoolean left = new AtomicBoolean();

    Departure(@Nullable ConcurrencyLimit all, @Nullable ConcurrencyLimit group) {
        this.all = all;
        this.group = group;
    }

    private void leave() {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        if (all != null) {
            all.leave();
        }
        if (group != null) {
            group.leave();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        leave();
    }

    /** The container completes the request afterwards, unless the application goes on with it. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    /** A request that goes asynchronous again has forgotten its listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) throws IOException {
        event.getAsyncContext().addListener(this);
    }
}
