package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who was refused how often, and who is blocked for it, in the memory of this process. Bounded: at the cap the refusals of
 * the keys that were seen least are forgotten, and no block before its end, unless so many keys are blocked at once.
 * Thread-safe.
 */
public final class MemoryPenalties {

    private final BucketClock clock;
    private final Cache<BucketKey, Offender> offenders;
    /** Apart, so that no flood of keys that are refused once can wash them out. */
    private final Cache<BucketKey, Offender> blocked;

    private final Room roomForBlocked;

    /**
     * Creates an empty list on the system's monotonic clock.
     *
     * @param maxKeys how many keys to hold at most, 1 or more; and as many blocked ones
     */
    public MemoryPenalties(int maxKeys) {
        this(maxKeys, new BucketClock(System::nanoTime), ForkJoinPool.commonPool());
    }

    MemoryPenalties(int maxKeys, BucketClock clock, Executor upkeep) {
        this.clock = clock;
        this.offenders =
                until(Offender::forgottenAt, clock, upkeep).maximumSize(maxKeys).build();
        this.blocked = until(Offender::blockedUntil, clock, upkeep).build();
        this.roomForBlocked = new Room(blocked, maxKeys, clock);
    }

    private static Caffeine<BucketKey, Offender> until(
            ToLongFunction<Offender> end, BucketClock clock, Executor upkeep) {
        return Caffeine.newBuilder()
                .expireAfter(Expiry.<BucketKey, Offender>writing(
                        (key, offender) -> Duration.ofNanos(Math.max(1, end.applyAsLong(offender) - clock.nanos()))))
                .ticker(clock::nanos)
                .executor(upkeep);
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
        Offender offender = known(key);
        return offender == null ? 0 : Math.max(0, offender.blockedUntil() - now);
    }

    private @Nullable Offender known(BucketKey key) {
        Offender held = blocked.getIfPresent(key);
        return held != null ? held : offenders.getIfPresent(key);
    }

    /** Gives for how long the refusal blocks the key, mostly 0. */
    long countRejection(BucketKey key, Penalty penalty, long now) {
        Offender before = blocked.getIfPresent(key);
        Offender unknown = before == null ? Offender.FIRST : before;
        Offender offender = offenders
                .asMap()
                .compute(key, (same, known) -> (known == null ? unknown : known).rejected(penalty, now));
        if (offender.blockedUntil() > now && before == null && roomForBlocked.isThere()) {
            blocked.put(key, offender);
        }
        return Math.max(0, offender.blockedUntil() - now);
    }

    /**
     * Lifts the block of a key and forgets its refusals.
     *
     * @param key the key
     */
    public void forget(BucketKey key) {
        offenders.invalidate(key);
        blocked.invalidate(key);
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
        Map<BucketKey, Offender> all = new HashMap<>(offenders.asMap());
        all.putAll(blocked.asMap());
        return all.entrySet().stream()
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
