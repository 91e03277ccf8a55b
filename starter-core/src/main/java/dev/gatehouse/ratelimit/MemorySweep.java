package dev.gatehouse.ratelimit;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Goes round all buckets and forgets those that nothing holds. Each new bucket pays for a few steps, so the way is never
 * long, and while one thread steps the others need not.
 */
final class MemorySweep {

    /** So about one bucket in eight is there for nothing while new ones keep coming. */
    private static final int STEPS = 8;

    /** Nothing is held shorter, so a sooner round would find little; a table that was large once is slow to look through. */
    private static final long ROUND_NANOS = MemoryBuckets.SLACK_NANOS / 4;

    private final Collection<RuleBuckets> all;
    private final AtomicBoolean stepping = new AtomicBoolean();
    private Iterator<RuleBuckets> rules = Collections.emptyIterator();
    private Iterator<Map.Entry<Object, TokenBucket>> buckets = Collections.emptyIterator();
    private @Nullable RuleBuckets rule;
    private long started = -ROUND_NANOS;

    MemorySweep(Collection<RuleBuckets> all) {
        this.all = all;
    }

    void step(long now) {
        if (!stepping.compareAndSet(false, true)) {
            return;
        }
        try {
            for (int i = 0; i < STEPS && advance(now); i++) {
                forget(now);
            }
        } finally {
            stepping.set(false);
        }
    }

    /** Goes to the next bucket; false when the round is over and the next one is not due. */
    private boolean advance(long now) {
        while (!buckets.hasNext()) {
            if (!rules.hasNext()) {
                if (now - started < ROUND_NANOS) {
                    return false;
                }
                started = now;
                rules = all.iterator();
            }
            if (!rules.hasNext()) {
                return false;
            }
            rule = rules.next();
            buckets = rule.iterator();
        }
        return true;
    }

    private void forget(long now) {
        Map.Entry<Object, TokenBucket> next = buckets.next();
        if (rule != null && next.getValue().forget(now)) {
            rule.remove(next.getKey(), next.getValue());
        }
    }
}
