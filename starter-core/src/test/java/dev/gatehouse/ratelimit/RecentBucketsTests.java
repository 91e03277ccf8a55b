package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the short way to a bucket knows, and what it may forget. */
class RecentBucketsTests {

    private final AtomicLong nanos = new AtomicLong();
    private final BucketClock clock = new BucketClock(nanos::get);
    private final RateLimitRule rule =
            RateLimitRule.of("one", KeyResolver.global(), Limit.of("60/hour")).build();
    private final RateLimitRule other =
            RateLimitRule.of("two", KeyResolver.global(), Limit.of("60/hour")).build();
    private final RecentBuckets recent = new RecentBuckets();

    private BucketKey key(RateLimitRule rule, Object subject) {
        return new BucketKey(rule.id(), subject);
    }

    private TokenBucket kept(RateLimitRule rule, Object subject, long heldUntil) {
        TokenBucket bucket = TokenBucket.of(rule.terms(), subject, clock);
        bucket.holdUntil(heldUntil);
        recent.keep(key(rule, subject), bucket, clock.nanos());
        return bucket;
    }

    @Test
    void findsWhatItKeeps() {
        TokenBucket bucket = kept(rule, "a", 1);
        assertThat(recent.find(key(rule, "a"), rule.terms())).isSameAs(bucket);
    }

    @Test
    void tellsKeysAndRulesAndTermsApart() {
        TokenBucket ofOne = kept(rule, "a", 1);
        TokenBucket ofTwo = kept(other, "a", 1);
        TokenBucket ofB = kept(rule, "b", 1);
        assertThat(recent.find(key(rule, "a"), rule.terms())).isIn(ofOne, null);
        assertThat(recent.find(key(other, "a"), other.terms())).isSameAs(ofTwo);
        assertThat(recent.find(key(rule, "b"), rule.terms())).isSameAs(ofB);
        assertThat(recent.find(key(rule, "b"), RuleTerms.of(rule, Limit.of("60/hour"))))
                .as("the bucket of former terms")
                .isNull();
    }

    @Test
    void keysOfOneHashDisplaceEachOtherAndAreNeverTakenForEachOther() {
        TokenBucket[] buckets = new TokenBucket[32];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = kept(rule, new Same(i), 1);
        }
        int found = 0;
        for (int i = 0; i < buckets.length; i++) {
            TokenBucket bucket = recent.find(key(rule, new Same(i)), rule.terms());
            assertThat(bucket).isIn(buckets[i], null);
            found += bucket == null ? 0 : 1;
        }
        assertThat(found).isEqualTo(4);
        assertThat(recent.find(key(rule, new Same(31)), rule.terms()))
                .as("the last one")
                .isSameAs(buckets[31]);
    }

    @Test
    void aBucketThatIsNoLongerHeldGivesItsPlaceToAnother() {
        for (int i = 0; i < 3; i++) {
            kept(rule, new Same(i), 2);
        }
        kept(rule, new Same(3), 0);
        nanos.set(1);
        kept(rule, new Same(4), 2);
        assertThat(recent.find(key(rule, new Same(3)), rule.terms())).isNull();
        for (int i : new int[] {0, 1, 2, 4}) {
            assertThat(recent.find(key(rule, new Same(i)), rule.terms()))
                    .as("key %s", i)
                    .isNotNull();
        }
    }

    @Test
    void holdsNoBucketTwice() {
        TokenBucket bucket = kept(rule, "a", 1);
        recent.keep(key(rule, "a"), bucket, 0);
        recent.keep(key(rule, "a"), bucket, 0);
        recent.drop(key(rule, "a"), bucket);
        assertThat(recent.find(key(rule, "a"), rule.terms())).isNull();
    }

    @Test
    void dropsOnlyTheBucketThatIsNamed() {
        TokenBucket bucket = kept(rule, "a", 1);
        recent.drop(key(rule, "a"), TokenBucket.of(rule.terms(), "a", clock));
        assertThat(recent.find(key(rule, "a"), rule.terms())).isSameAs(bucket);
        recent.drop(key(rule, "a"), bucket);
        assertThat(recent.find(key(rule, "a"), rule.terms())).isNull();
    }

    @Test
    void growsWithTheNumberOfBucketsAndFindsNearlyAllOfThem() {
        for (int i = 0; i < 10_000; i++) {
            recent.makeRoomFor(i);
        }
        for (int i = 0; i < 10_000; i++) {
            kept(rule, "key" + i, 1);
        }
        int found = 0;
        for (int i = 0; i < 10_000; i++) {
            found += recent.find(key(rule, "key" + i), rule.terms()) == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(9_000);
    }

    private record Same(int number) {

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
