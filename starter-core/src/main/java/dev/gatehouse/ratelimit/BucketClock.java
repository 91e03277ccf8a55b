package dev.gatehouse.ratelimit;

import java.util.function.LongSupplier;

/** A monotonic clock that begins at zero, so that instants compare by size. */
final class BucketClock {

    private final LongSupplier source;
    private final long origin;

    BucketClock(LongSupplier source) {
        this.source = source;
        this.origin = source.getAsLong();
    }

    long nanos() {
        return source.getAsLong() - origin;
    }
}
