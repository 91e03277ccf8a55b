package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** For how long a bucket is held. */
class MemoryBucketsTests {

    private final AtomicLong nanos = new AtomicLong();
    private final BucketClock clock = new BucketClock(nanos::get);
    private final MemoryBuckets buckets = new MemoryBuckets(1000, clock, Runnable::run);
    private final RateLimitRule rule =
            RateLimitRule.of("held", KeyResolver.global(), Limit.of("60/hour")).build();
    private final Charge charge = Charge.of(rule, "a", 1);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void hold(TokenBucket bucket, Duration toFull) {
        buckets.keepUntilFull(charge.key(), bucket, toFull.toNanos(), clock.nanos());
    }

    @Test
    void theLongestOfTheTimesCountsThatAreSaidAtOnce() throws Exception {
        TokenBucket bucket = buckets.of(charge, clock.nanos());
        Interrupted interrupted = new Interrupted(bucket, again -> hold(again, Duration.ofHours(1)));
        hold(interrupted, Duration.ofMinutes(2));
        interrupted.other.join();

        pass(Duration.ofMinutes(59));
        assertThat(buckets.of(charge, clock.nanos())).isSameAs(bucket);
    }

    @Test
    void aBucketThatIsUsedAtTheLastMomentIsNotForgottenMeanwhile() {
        TokenBucket bucket = buckets.of(charge, clock.nanos());
        pass(Duration.ofNanos(bucket.heldUntil() - 1));
        assertThat(buckets.of(charge, clock.nanos())).isSameAs(bucket);
        pass(Duration.ofSeconds(1));
        assertThat(buckets.of(charge, clock.nanos())).isSameAs(bucket);
    }

    @Test
    void aBucketThatNobodyUsesIsForgotten() {
        TokenBucket bucket = buckets.of(charge, clock.nanos());
        pass(Duration.ofNanos(bucket.heldUntil()));
        assertThat(buckets.of(charge, clock.nanos())).isNotSameAs(bucket);
    }

    @Test
    void aBucketThatWasResetIsNotFoundAgain() {
        TokenBucket reset = buckets.of(charge, clock.nanos());
        assertThat(buckets.of(charge, clock.nanos())).isSameAs(reset);
        buckets.forget(charge.key());
        TokenBucket renewed = buckets.of(charge, clock.nanos());
        assertThat(renewed).isNotSameAs(reset);
        assertThat(buckets.of(charge, clock.nanos())).isSameAs(renewed);
    }

    @Test
    void aBucketThatIsResetWhileARequestUsesItIsNotHeldOnAgain() {
        TokenBucket used = buckets.of(charge, clock.nanos());
        buckets.of(charge, clock.nanos());
        buckets.forget(charge.key());
        hold(used, Duration.ofHours(1));
        assertThat(buckets.of(charge, clock.nanos())).isNotSameAs(used);
    }

    @Test
    void aBucketOfFormerTermsIsNotFoundAgainWhenTheTermsComeBack() {
        TokenBucket before = buckets.of(charge, clock.nanos());
        buckets.of(charge, clock.nanos());
        RateLimitRule changed = RateLimitRule.of("held", KeyResolver.global(), Limit.of("30/hour"))
                .build();
        TokenBucket between = buckets.of(Charge.of(changed, "a", 1), clock.nanos());
        between.tryConsume(30, clock.nanos());
        TokenBucket after = buckets.of(charge, clock.nanos());
        assertThat(after).isNotSameAs(before);
        assertThat(after.tryConsume(1, clock.nanos()).allowed()).isFalse();
    }

    @Test
    void aBucketIsFoundOnTheShortWayAndInTheMapAlike() {
        List<TokenBucket> first = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            first.add(buckets.of(Charge.of(rule, i, 1), clock.nanos()));
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 900; i++) {
                assertThat(buckets.of(Charge.of(rule, i, 1), clock.nanos())).isSameAs(first.get(i));
            }
        }
    }

    /** Lets another thread go as far as it gets while this one is about to hold the bucket. */
    private static final class Interrupted implements TokenBucket {

        final Thread other;
        private final TokenBucket bucket;

        Interrupted(TokenBucket bucket, Consumer<TokenBucket> meanwhile) {
            this.bucket = bucket;
            this.other = new Thread(() -> meanwhile.accept(this));
        }

        @Override
        public void holdUntil(long instant) {
            if (other.getState() == Thread.State.NEW) {
                other.start();
            }
            while (Thread.currentThread() != other
                    && other.getState() != Thread.State.BLOCKED
                    && other.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            bucket.holdUntil(instant);
        }

        @Override
        public RuleTerms terms() {
            return bucket.terms();
        }

        @Override
        public Object subject() {
            return bucket.subject();
        }

        @Override
        public RateLimitDecision tryConsume(int cost, long now) {
            return bucket.tryConsume(cost, now);
        }

        @Override
        public RateLimitDecision estimate(int cost, long now) {
            return bucket.estimate(cost, now);
        }

        @Override
        public void refund(int cost) {
            bucket.refund(cost);
        }

        @Override
        public void spend(int cost, long now) {
            bucket.spend(cost, now);
        }

        @Override
        public double[] used(long now) {
            return bucket.used(now);
        }

        @Override
        public long heldUntil() {
            return bucket.heldUntil();
        }
    }
}
