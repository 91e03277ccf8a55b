package dev.gatehouse.ratelimit;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The buckets of one rule that its keys share while there are too many of them. */
final class SharedBuckets {

    static final int COUNT = 1024;

    private final BucketClock clock;
    private final int seed = ThreadLocalRandom.current().nextInt();
    private final AtomicReferenceArray<TokenBucket> buckets = new AtomicReferenceArray<>(COUNT);

    SharedBuckets(BucketClock clock) {
        this.clock = clock;
    }

    /** Gives the bucket that the subject has to share. */
    TokenBucket of(Object subject, RuleTerms terms) {
        int index = index(subject);
        while (true) {
            TokenBucket shared = buckets.get(index);
            if (shared != null && shared.terms() == terms) {
                return shared;
            }
            TokenBucket created = shared == null
                    ? TokenBucket.of(terms, this, clock)
                    : TokenBucket.insteadOf(shared, terms, this, clock.nanos());
            if (buckets.compareAndSet(index, shared, created)) {
                return created;
            }
        }
    }

    /** Fills the bucket of the subject, and so that of all who share it. */
    void fill(Object subject) {
        buckets.set(index(subject), null);
    }

    private int index(Object subject) {
        return Hashes.spread(subject.hashCode() ^ seed) & (COUNT - 1);
    }
}
