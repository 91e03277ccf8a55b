package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** For how long a bucket is held. */
class MemoryBucketsTests {

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Runnable> onLook = new AtomicReference<>(() -> {});
    private final BucketClock clock = new BucketClock(() -> {
        onLook.get().run();
        return nanos.get();
    });
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
        Thread other = new Thread(() -> hold(bucket, Duration.ofHours(1)));
        long now = clock.nanos();
        onNextLookAtTheClock(() -> goAsFarAsPossible(other));
        buckets.keepUntilFull(charge.key(), bucket, Duration.ofMinutes(2).toNanos(), now);
        other.join();

        pass(Duration.ofMinutes(59));
        assertThat(buckets.of(charge, clock.nanos())).isSameAs(bucket);
    }

    @Test
    void aBucketThatIsForgottenWhileItIsAboutToBeHeldIsNotServedAgain() {
        TokenBucket bucket = buckets.of(charge, clock.nanos());
        buckets.of(charge, clock.nanos());
        pass(Duration.ofNanos(bucket.heldUntil() - Duration.ofMillis(300).toNanos()));
        long now = clock.nanos();
        TokenBucket found = buckets.of(charge, now);
        pass(Duration.ofSeconds(20));
        buckets.keepUntilFull(charge.key(), found, Duration.ofMinutes(1).toNanos(), now);

        TokenBucket next = buckets.of(charge, clock.nanos());
        assertThat(next).isNotSameAs(found);
        buckets.keepUntilFull(charge.key(), found, Duration.ofMinutes(1).toNanos(), clock.nanos());
        assertThat(buckets.of(charge, clock.nanos())).isSameAs(next);
    }

    private void onNextLookAtTheClock(Runnable work) {
        Thread me = Thread.currentThread();
        onLook.set(() -> {
            if (Thread.currentThread() == me) {
                onLook.set(() -> {});
                work.run();
            }
        });
    }

    private static void goAsFarAsPossible(Thread other) {
        other.start();
        while (other.getState() != Thread.State.BLOCKED && other.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
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
}
