package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Who was refused how often, and who is blocked for it, in the memory of this process. Bounded: at the cap the keys that
 * were seen least are forgotten. Thread-safe.
 */
public final class MemoryPenalties {

    private final BucketClock clock;
    private final Cache<BucketKey, Offender> offenders;

    /**
     * Creates an empty list on the system's monotonic clock.
     *
     * @param maxKeys how many keys to hold at most, 1 or more
     */
    public MemoryPenalties(int maxKeys) {
        this(maxKeys, new BucketClock(System::nanoTime), ForkJoinPool.commonPool());
    }

    MemoryPenalties(int maxKeys, BucketClock clock, Executor upkeep) {
        this.clock = clock;
        this.offenders = Caffeine.newBuilder()
                .maximumSize(maxKeys)
                .expireAfter(Expiry.<BucketKey, Offender>writing(
                        (key, offender) -> Duration.ofNanos(Math.max(1, offender.forgottenAt() - clock.nanos()))))
                .ticker(clock::nanos)
                .executor(upkeep)
                .build();
    }

    /**
     * Tells for how long a key is blocked still.
     *
     * @param key the key
     * @return nanoseconds; 0 for a key that is not blocked
     */
    public long nanosBlocked(BucketKey key) {
        return nanosBlocked(key, clock.nanos());
    }

    /**
     * Counts a refusal.
     *
     * @param key the key that was refused
     * @param penalty the penalty of its rule
     * @return for how many nanoseconds the key is blocked now, mostly 0
     */
    public long countRejection(BucketKey key, Penalty penalty) {
        return countRejection(key, penalty, clock.nanos());
    }

    /** Gives 0 for a key that is not blocked. */
    long nanosBlocked(BucketKey key, long now) {
        Offender offender = offenders.getIfPresent(key);
        return offender == null ? 0 : Math.max(0, offender.blockedUntil() - now);
    }

    /** Gives for how long the refusal blocks the key, mostly 0. */
    long countRejection(BucketKey key, Penalty penalty, long now) {
        Offender offender = offenders
                .asMap()
                .compute(key, (same, known) -> (known == null ? Offender.FIRST : known).rejected(penalty, now));
        return Math.max(0, offender.blockedUntil() - now);
    }

    /**
     * Lifts the block of a key and forgets its refusals.
     *
     * @param key the key
     */
    public void forget(BucketKey key) {
        offenders.invalidate(key);
    }

    /**
     * Lists keys that are blocked.
     *
     * @param atMost how many to list, 1 or more
     * @return the keys, those that are blocked longest first
     */
    public List<BlockedKey> blocked(int atMost) {
        long now = clock.nanos();
        Instant wall = Instant.now();
        return offenders.asMap().entrySet().stream()
                .filter(entry -> entry.getValue().blockedUntil() > now)
                .sorted(Comparator.comparingLong((Map.Entry<BucketKey, Offender> entry) ->
                        -entry.getValue().blockedUntil()))
                .limit(atMost)
                .map(entry -> new BlockedKey(
                        entry.getKey().rule(),
                        entry.getKey().subject().toString(),
                        wall.plusNanos(entry.getValue().blockedUntil() - now),
                        entry.getValue().blocks()))
                .toList();
    }
}
