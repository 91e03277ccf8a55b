package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kinds of buckets against a bucket that is counted in fractions. */
class TokenBucketTests {

    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 1_000_000 : 20_000;

    private final AtomicLong nanos = new AtomicLong();
    private final BucketClock clock = new BucketClock(nanos::get);

    private static RuleTerms terms(String limit) {
        return RateLimitRule.of("rule", KeyResolver.global(), Limit.of(limit))
                .build()
                .terms();
    }

    private TokenBucket bucket(String limit) {
        return TokenBucket.of(terms(limit), "a", clock);
    }

    private long[] spend(TokenBucket bucket, long tokens) {
        long[] each = new long[bucket.terms().policies().size()];
        Arrays.fill(each, tokens);
        return bucket.change(each, clock.nanos());
    }

    @ParameterizedTest
    @CsvSource({
        "100/minute, true",
        "7/minute, true",
        "1000000000/second, true",
        "1000000000/minute, true",
        "10000/second burst 3, true",
        "9999/second, true",
        "30000/second, false",
        "999999999/second, false",
        "1/366d, true",
        "1/366d burst 36, true",
        "1/366d burst 1000000000, false",
        "'10/second,1000/hour', false",
    })
    void countsInOneNumberWhatThatCanCountExactly(String limit, boolean lean) {
        assertThat(bucket(limit)).isInstanceOf(lean ? LeanTokenBucket.class : FractionTokenBucket.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"100/minute", "5/10s burst 20", "7/minute", "1000/second", "1/hour burst 3", "30000/second"})
    void admitsWhatABucketInFractionsAdmits(String limit) {
        Bandwidth bandwidth = Limit.of(limit).bandwidths().get(0);
        double rate = (double) bandwidth.tokens() / bandwidth.period().toNanos();
        TokenBucket bucket = bucket(limit);
        Random random = new Random(20_261_121);
        double tokens = bandwidth.capacity();
        for (int i = 0; i < ROUNDS; i++) {
            long pause = (long) (random.nextDouble() * 3 / rate);
            nanos.addAndGet(pause);
            tokens = Math.min(bandwidth.capacity(), tokens + pause * rate);
            int cost = 1 + random.nextInt(Math.min(4, (int) bandwidth.capacity()));
            RateLimitDecision decision = bucket.tryConsume(cost, clock.nanos());
            if (Math.abs(tokens - cost) > 0.01) {
                assertThat(decision.allowed()).as("round %s", i).isEqualTo(tokens > cost);
            }
            tokens -= decision.allowed() ? cost : 0;
            if (decision.allowed() && random.nextInt(8) == 0) {
                bucket.refund(cost);
                tokens = Math.min(bandwidth.capacity(), tokens + cost);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10/second", "10/second,100/minute"})
    void tellsHowLongToWaitAndPassesThen(String limit) {
        TokenBucket bucket = bucket(limit);
        assertThat(bucket.tryConsume(10, clock.nanos()).allowed()).isTrue();
        RateLimitDecision refused = bucket.tryConsume(3, clock.nanos());
        assertThat(refused.retryAfter()).isEqualTo(java.time.Duration.ofMillis(300));
        assertThat(bucket.estimate(3, clock.nanos())).isEqualTo(refused);

        nanos.addAndGet(299_999_999);
        assertThat(bucket.tryConsume(3, clock.nanos()).allowed()).isFalse();
        nanos.addAndGet(1);
        assertThat(bucket.tryConsume(3, clock.nanos()).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10/second", "10/second,100/minute"})
    void owesWhatWasSpentBeyondItsTokens(String limit) {
        TokenBucket bucket = bucket(limit);
        spend(bucket, 15);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isFalse();
        nanos.addAndGet(500_000_000);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isFalse();
        nanos.addAndGet(100_000_000);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10/second", "10/second,100/second"})
    void owesOneCapacityAtMost(String limit) {
        TokenBucket bucket = bucket(limit);
        spend(bucket, 1_000_000);
        spend(bucket, Integer.MAX_VALUE);
        nanos.addAndGet(999_000_000);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isFalse();
        nanos.addAndGet(111_000_000);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isTrue();
    }

    @Test
    void spendsSoMuchOfASlowLimitThatItsTimeHasNoNumber() {
        TokenBucket bucket = bucket("1/366d");
        spend(bucket, Integer.MAX_VALUE);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "100/minute, 200/minute, 50, 0.5",
        "100/minute, 10/hour, 50, 0.5",
        "100/minute, '10/second,1000/hour', 20, 0.2",
        "'10/second,1000/hour', 100/minute, 5, 0.5",
        "'10/second,100/hour', '20/second,200/hour', 5, 0.5",
    })
    void inheritsTheShareThatIsGone(String before, String after, int spent, double used) {
        TokenBucket old = bucket(before);
        assertThat(old.tryConsume(spent, clock.nanos()).allowed()).isTrue();

        TokenBucket renewed = TokenBucket.insteadOf(old, terms(after), "a", clock.nanos());

        assertThat(renewed.used(clock.nanos())[0]).isCloseTo(used, within(0.001));
    }

    @Test
    void keepsABandwidthThatBothTermsHaveAndChargesANewOneWhatWasSpent() {
        TokenBucket minute = bucket("100/minute");
        assertThat(minute.tryConsume(100, clock.nanos()).allowed()).isTrue();

        TokenBucket withDay = TokenBucket.insteadOf(minute, terms("100/minute,1000/day"), "a", clock.nanos());
        assertThat(withDay.used(clock.nanos())).containsExactly(new double[] {1, 0.1}, within(0.001));

        TokenBucket dayAlone = TokenBucket.insteadOf(withDay, terms("1000/day"), "a", clock.nanos());
        assertThat(dayAlone.used(clock.nanos())).containsExactly(new double[] {0.1}, within(0.001));

        TokenBucket withSecond = TokenBucket.insteadOf(dayAlone, terms("10/second,1000/day"), "a", clock.nanos());
        assertThat(withSecond.used(clock.nanos())).containsExactly(new double[] {0, 0.1}, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10/second", "10/second,100/minute"})
    void tellsWhatItTookBeyondItsTokensAndGivesBackJustThat(String limit) {
        TokenBucket bucket = bucket(limit);
        assertThat(bucket.tryConsume(4, clock.nanos()).allowed()).isTrue();
        long[] taken = spend(bucket, 50);
        assertThat(taken).startsWith(16).endsWith(limit.equals("10/second") ? 16 : 50);
        assertThat(spend(bucket, 1)[0]).isZero();
        long[] back = Arrays.stream(taken).map(tokens -> -tokens).toArray();
        assertThat(bucket.change(back, clock.nanos())).isEqualTo(back);
        assertThat(bucket.estimate(0, clock.nanos()).states().get(0).remaining())
                .isEqualTo(6);
    }

    /** What was taken by a limit that held before, and may be far more than this one knows. */
    @ParameterizedTest
    @CsvSource({
        "1/day, 200000",
        "5/day, 600000",
        "1/366d, 1000",
        "1/hour, 2000000000",
        "1000000000/second, 9000000000000000000",
        "'1/day,2/day', 200000",
    })
    void isFullWhenMoreIsGivenBackThanItCanOwe(String limit, long back) {
        TokenBucket bucket = bucket(limit);
        spend(bucket, back);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isFalse();
        assertThat(spend(bucket, -back)[0]).isEqualTo(-back);
        assertThat(bucket.used(clock.nanos())).containsOnly(0);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isTrue();
    }

    @Test
    void readsAnOldClockWithoutGivingMore() {
        TokenBucket bucket = bucket("1/second");
        nanos.set(5_000_000_000L);
        assertThat(bucket.tryConsume(1, clock.nanos()).allowed()).isTrue();
        assertThat(bucket.tryConsume(1, clock.nanos() - 2_000_000_000).allowed())
                .isFalse();
        assertThat(bucket.tryConsume(1, clock.nanos() - 1).allowed()).isFalse();
    }
}
