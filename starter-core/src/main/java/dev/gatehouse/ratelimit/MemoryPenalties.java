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

/** Who was refused how often, and who is blocked for it. Holds as many keys as there may be buckets at most. */
final class MemoryPenalties {

    private final BucketClock clock;
    private final Cache<BucketKey, Offender> offenders;

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

    void forget(BucketKey key) {
        offenders.invalidate(key);
    }

    List<BlockedKey> blocked(int atMost) {
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
