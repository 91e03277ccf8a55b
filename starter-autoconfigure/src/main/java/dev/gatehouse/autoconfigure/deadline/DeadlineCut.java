package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends a call when its deadline passes, unless the deadline was lifted or the call is over by then. */
final class DeadlineCut implements AutoCloseable {

    private final CompletableFuture<Void> end;
    private final CompletableFuture<Void> cut;

    DeadlineCut(Deadline deadline, Runnable ending) {
        this.end = new CompletableFuture<Void>()
                .completeOnTimeout(null, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        this.cut = end.thenRun(() -> {
            if (deadline.isExpired()) {
                ending.run();
            }
        });
    }

    /** The call is over. */
    @Override
    public void close() {
        cut.cancel(false);
        end.cancel(false);
    }
}
