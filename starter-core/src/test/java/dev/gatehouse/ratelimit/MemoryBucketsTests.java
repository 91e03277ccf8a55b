package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBucketsTests {

    private static final int MAX_KEYS = 1000;

    private final AtomicLong nanos = new AtomicLong();
    private final BucketClock clock = new BucketClock(nanos::get);
    private final MemoryBuckets buckets = new MemoryBuckets(MAX_KEYS, clock);

    private static RateLimitRule rule(String limit) {
        return RateLimitRule.of("rule", KeyResolver.global(), Limit.of(limit)).build();
    }

    private TokenBucket take(Charge charge) {
        TokenBucket bucket = buckets.of(charge);
        RateLimitDecision decision = bucket.tryConsume(charge.cost(), clock.nanos());
        if (decision.allowed()) {
            buckets.keepUntilFull(charge, bucket, TokenBucket.nanosToFull(decision), clock.nanos());
        }
        return bucket;
    }

    private long remaining(Charge charge) {
        return buckets.of(charge).estimate(0, clock.nanos()).states().get(0).remaining();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10/hour", "10/hour,100/day"})
    void tokensTakenFromABucketThatIsForgottenMeanwhileCountInTheNextOne(String limit) {
        Charge charge = Charge.of(rule(limit), "a", 3);
        TokenBucket bucket = buckets.of(charge);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(bucket.forget(clock.nanos())).isTrue();
        assertThat(bucket.forget(clock.nanos())).isFalse();

        RateLimitDecision decision = bucket.tryConsume(3, clock.nanos());
        buckets.keepUntilFull(charge, bucket, TokenBucket.nanosToFull(decision), clock.nanos());

        assertThat(buckets.of(charge)).isNotSameAs(bucket);
        assertThat(remaining(charge)).isEqualTo(7);
        assertThat(buckets.count()).isEqualTo(1);
        assertThat(buckets.of(charge)
                        .forget(clock.nanos() + Duration.ofMinutes(18).toNanos()))
                .isFalse();
    }

    @Test
    void aBucketIsHeldUntilItsTokensAreBack() {
        Charge charge = Charge.of(rule("60/minute"), "a", 30);
        TokenBucket bucket = take(charge);
        assertThat(bucket.forget(Duration.ofSeconds(30).toNanos())).isFalse();
        assertThat(bucket.forget(Duration.ofSeconds(32).toNanos())).isTrue();
    }

    @Test
    void sharedBucketsAreHeldForGood() {
        RateLimitRule rule = rule("1/minute");
        for (int i = 0; i < MAX_KEYS; i++) {
            take(Charge.of(rule, i, 1));
        }
        TokenBucket shared = take(Charge.of(rule, "late", 1));
        assertThat(buckets.count()).isEqualTo(MAX_KEYS);
        assertThat(shared.forget(Duration.ofDays(400).toNanos())).isFalse();
        assertThat(shared.estimate(1, clock.nanos()).allowed()).isFalse();
    }

    /** As the documentation says of 100,000 keys and 50,000 addresses a second. */
    @Test
    void holdsTheAddressesOfTwoSecondsThatComeOnce() {
        RateLimitRule rule = rule("100/minute");
        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            assertThat(remaining(Charge.of(rule, i, 1))).isEqualTo(100);
            take(Charge.of(rule, i, 1));
            most = Math.max(most, buckets.count());
            nanos.addAndGet(2_000_000);
        }
        assertThat(most).isBetween(MAX_KEYS * 3 / 4, MAX_KEYS - 1);
    }

    @Test
    void forgetsTheBucketsOfAllRules() {
        for (int i = 0; i < 300; i++) {
            take(Charge.of(
                    RateLimitRule.of("rule" + i, KeyResolver.global(), Limit.of("60/minute"))
                            .build(),
                    "a",
                    1));
        }
        assertThat(buckets.count()).isEqualTo(300);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        for (int i = 0; i < 60; i++) {
            take(Charge.of(rule("60/minute"), i, 1));
        }
        assertThat(buckets.count()).isEqualTo(60);
    }

    @Test
    void aBucketThatIsResetIsNoLongerHeld() {
        Charge charge = Charge.of(rule("10/hour"), "a", 5);
        take(charge);
        buckets.forget(charge.key());
        assertThat(buckets.count()).isZero();
        assertThat(remaining(charge)).isEqualTo(10);
    }
}
