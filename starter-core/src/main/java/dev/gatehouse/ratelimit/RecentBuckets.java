package dev.gatehouse.ratelimit;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A short way to the buckets of a map: a look-up touches a slot and the bucket itself, where the map has several objects
 * in between that a processor has to fetch from memory one after the other. It may lose a bucket at any time, and may
 * name one that the map has let go of. Thread-safe, without locks.
 */
final class RecentBuckets {

    /** The slots that a key may be in, side by side in one line of a processor's cache. */
    private static final int WAYS = 4;

    private static final int FEWEST_SLOTS = 256;

    private final int seed = ThreadLocalRandom.current().nextInt();
    private volatile AtomicReferenceArray<@Nullable TokenBucket> table = new AtomicReferenceArray<>(FEWEST_SLOTS);

    @Nullable
    TokenBucket find(BucketKey key, RuleTerms terms) {
        AtomicReferenceArray<@Nullable TokenBucket> slots = table;
        int home = home(key, slots.length());
        for (int way = 0; way < WAYS; way++) {
            TokenBucket bucket = slots.getAcquire(home ^ way);
            if (bucket != null && bucket.terms() == terms && bucket.subject().equals(key.subject())) {
                return bucket;
            }
        }
        return null;
    }

    void keep(BucketKey key, TokenBucket bucket, long now) {
        AtomicReferenceArray<@Nullable TokenBucket> slots = table;
        int home = home(key, slots.length());
        int chosen = home;
        for (int way = 0; way < WAYS; way++) {
            TokenBucket other = slots.getAcquire(home ^ way);
            if (other == null || other.heldUntil() < now || other.subject().equals(key.subject())) {
                chosen = home ^ way;
                break;
            }
        }
        slots.setRelease(chosen, bucket);
    }

    void drop(BucketKey key, TokenBucket bucket) {
        AtomicReferenceArray<@Nullable TokenBucket> slots = table;
        int home = home(key, slots.length());
        for (int way = 0; way < WAYS; way++) {
            slots.compareAndSet(home ^ way, bucket, null);
        }
    }

    /** Makes room for so many buckets; those known so far have to be found in the map once more. */
    void makeRoomFor(long buckets) {
        int slots = table.length();
        if (buckets * 2 > slots && slots < 1 << 30) {
            table = new AtomicReferenceArray<>(slots * 2);
        }
    }

    private int home(BucketKey key, int slots) {
        return Hashes.spread(key.hashCode() ^ seed) & (slots - 1);
    }
}
