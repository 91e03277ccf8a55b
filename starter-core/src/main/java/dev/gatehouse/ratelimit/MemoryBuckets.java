package dev.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.VarExpiration;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Finds the bucket of a key, and forgets only what is full again. */
final class MemoryBuckets {

    /** How long the bucket of a client who came back is held at least. */
    private static final long RETURNING_NANOS = 15_000_000_000L;

    /** Of a bucket that the map has let go of before its time. */
    private static final long NO_LONGER = Long.MIN_VALUE;

    private final BucketClock clock;
    private final Cache<BucketKey, TokenBucket> buckets;
    private final com.github.benmanes.caffeine.cache.Policy<BucketKey, TokenBucket> policy;
    private final VarExpiration<BucketKey, TokenBucket> expiration;
    private final RecentBuckets recent = new RecentBuckets();
    private final ConcurrentMap<String, SharedBuckets> shared = new ConcurrentHashMap<>();
    private final Room room;

    MemoryBuckets(int maxKeys, BucketClock clock, Executor upkeep) {
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .expireAfter(new UntilFullAgain())
                .evictionListener(this::dropped)
                .ticker(clock::nanos)
                .executor(upkeep)
                .build();
        this.policy = buckets.policy();
        this.expiration = policy.expireVariably().orElseThrow();
        this.room = new Room(buckets, maxKeys, clock);
    }

    TokenBucket of(Charge charge, long now) {
        BucketKey key = charge.key();
        RuleTerms terms = charge.rule().terms();
        TokenBucket known = recent.find(key, terms);
        return known != null && !isForgottenSoon(known, now) ? known : lookUp(key, terms, charge.cost(), now);
    }

    private static boolean isForgottenSoon(TokenBucket bucket, long now) {
        return bucket.heldUntil() < now + UntilFullAgain.SLACK_NANOS / 4;
    }

    private TokenBucket lookUp(BucketKey key, RuleTerms terms, int cost, long now) {
        TokenBucket known = policy.getIfPresentQuietly(key);
        if (known != null && isForgottenSoon(known, now)) {
            // Else it might be forgotten between here and its use.
            keepUntilFull(key, known, 0, now);
            known = policy.getIfPresentQuietly(key);
        }
        if (known != null && known.terms() == terms) {
            recent.keep(key, known, now);
            return known;
        }
        return known != null ? onNewTerms(key, known, terms, cost) : create(key, terms, cost);
    }

    private void dropped(@Nullable BucketKey key, @Nullable TokenBucket bucket, RemovalCause cause) {
        if (key != null && bucket != null) {
            recent.drop(key, bucket);
        }
    }

    void forget(BucketKey key) {
        TokenBucket forgotten = buckets.asMap().remove(key);
        if (forgotten != null) {
            letGo(forgotten);
        }
        SharedBuckets ofRule = shared.get(key.rule());
        if (ofRule != null) {
            ofRule.fill(key.subject());
        }
    }

    long count() {
        return buckets.estimatedSize();
    }

    private TokenBucket onNewTerms(BucketKey key, TokenBucket known, RuleTerms terms, int cost) {
        TokenBucket former = known;
        while (former != null && former.terms() != terms) {
            TokenBucket inherited = inherited(key, former, terms);
            if (buckets.asMap().replace(key, former, inherited)) {
                letGo(former);
                return inherited;
            }
            former = policy.getIfPresentQuietly(key);
        }
        return former != null ? former : create(key, terms, cost);
    }

    private TokenBucket inherited(BucketKey key, TokenBucket former, RuleTerms terms) {
        long now = clock.nanos();
        TokenBucket inherited = TokenBucket.insteadOf(former, terms, key.subject(), now);
        inherited.holdUntil(now
                + inherited.estimate(0, now).states().stream()
                        .mapToLong(PolicyState::nanosToFull)
                        .max()
                        .orElse(0)
                + UntilFullAgain.SLACK_NANOS);
        return inherited;
    }

    private TokenBucket create(BucketKey key, RuleTerms terms, int cost) {
        if (room.isThere()) {
            recent.makeRoomFor(buckets.estimatedSize());
            return buckets.get(key, same -> {
                TokenBucket created = TokenBucket.of(terms, key.subject(), clock);
                created.holdUntil(clock.nanos() + terms.nanosOf(cost) + UntilFullAgain.SLACK_NANOS);
                return created;
            });
        }
        return shared.computeIfAbsent(key.rule(), rule -> new SharedBuckets(clock))
                .of(key.subject(), terms);
    }

    /**
     * Holds the bucket until its tokens are back. A new one is held that long already; a client who goes on sending has
     * it held for longer than needed, so that this makes work now and then only.
     */
    void keepUntilFull(BucketKey key, TokenBucket bucket, long nanosToFull, long now) {
        if (isHeldTooShortly(bucket, nanosToFull, now)) {
            // One at a time: else the shorter of two times might be the last that is set.
            synchronized (bucket) {
                if (isHeldTooShortly(bucket, nanosToFull, now)) {
                    long lifetime = 2 * nanosToFull + RETURNING_NANOS;
                    bucket.holdUntil(now + lifetime);
                    expiration.setExpiresAfter(key, Duration.ofNanos(lifetime));
                    letGoUnlessInMap(key, bucket);
                }
            }
        }
    }

    private static boolean isHeldTooShortly(TokenBucket bucket, long nanosToFull, long now) {
        long heldUntil = bucket.heldUntil();
        return heldUntil != NO_LONGER && heldUntil < now + nanosToFull + UntilFullAgain.SLACK_NANOS / 2;
    }

    /** A thread that was stopped for long may come too late: the map has forgotten the bucket, or has another one. */
    private void letGoUnlessInMap(BucketKey key, TokenBucket bucket) {
        if (policy.getIfPresentQuietly(key) != bucket) {
            letGo(bucket);
        }
    }

    /** Not to be called by what the map computes: the map would wait for a bucket whose holder waits for the map. */
    private static void letGo(TokenBucket bucket) {
        synchronized (bucket) {
            bucket.holdUntil(NO_LONGER);
        }
    }
}
