package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether a map whose entries only expire has room for one more. What has expired counts until it is cleaned up, so
 * a map that seems full is, but not more often than every {@value #CLEAN_UP_NANOS} ns. Thread-safe.
 */
final class Room {

    private static final long CLEAN_UP_NANOS = 50_000_000;

    private final Cache<?, ?> map;
    private final int most;
    private final BucketClock clock;
    private final AtomicLong lastCleanUp;

    Room(Cache<?, ?> map, int most, BucketClock clock) {
        this.map = map;
        this.most = most;
        this.clock = clock;
        this.lastCleanUp = new AtomicLong(clock.nanos());
    }

    boolean isThere() {
        return map.estimatedSize() < most || cleanUpMakesSome();
    }

    private boolean cleanUpMakesSome() {
        long now = clock.nanos();
        long last = lastCleanUp.get();
        if (now - last < CLEAN_UP_NANOS || !lastCleanUp.compareAndSet(last, now)) {
            return false;
        }
        map.cleanUp();
        return map.estimatedSize() < most;
    }
}
