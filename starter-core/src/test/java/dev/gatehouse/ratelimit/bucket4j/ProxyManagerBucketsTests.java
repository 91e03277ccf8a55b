package dev.gatehouse.ratelimit.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimiter;
import dev.gatehouse.ratelimit.Taken;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import io.github.bucket4j.caffeine.Bucket4jCaffeine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bandwidth is a bucket of its own, and the back end may fail for one of them. */
class ProxyManagerBucketsTests {

    private static final RateLimitRule RULE = RateLimitRule.of(
                    "both", KeyResolver.global(), Limit.of("10/hour,1000/day"))
            .build();

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private volatile String failing = "";
    private final ProxyManagerBuckets buckets = new ProxyManagerBuckets(
            Bucket4jCaffeine.<String>builderFor(Caffeine.newBuilder()).build().withMapper(this::unlessFailing),
            "test:");

    private String unlessFailing(String key) {
        if (key.startsWith(failing) && !failing.isEmpty()) {
            throw new IllegalStateException("gone");
        }
        return key;
    }

    @AfterEach
    void close() {
        buckets.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test:both:", "test:%1:"})
    void givesBackWhatWasTakenWhenAnotherBandwidthFails(String failsFor) {
        take(1);
        failing = failsFor;
        assertThat(buckets.take(Charge.of(RULE, "a", 4), 0)).failsWithin(TEN_SECONDS);
        failing = "";
        Eventually.holds(() -> assertThat(remaining()).containsExactly(9L, 999L));
    }

    @Test
    void givesNothingBackToABandwidthThatRefusedWhenAnotherFails() {
        take(10);
        failing = "test:%1:";
        assertThat(buckets.take(Charge.of(RULE, "a", 4), 0)).failsWithin(TEN_SECONDS);
        failing = "";
        assertThat(remaining()).containsExactly(0L, 990L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test:both:", "test:%1:"})
    void countsWhatCouldBeSettledWhenAnotherBandwidthFails(String failsFor) {
        RemoteRateLimitStore store = new RemoteRateLimitStore(
                buckets, new MemoryRateLimitStore(1000), RemoteStoreSettings.defaults(), List.of());
        try (store) {
            assertThat(store.awaitUp(TEN_SECONDS)).isTrue();
            RateLimiter limiter = new RateLimiter(store, List.of());
            take(1);
            failing = failsFor;
            Taken partly = limiter.settle(Taken.by(Charge.of(RULE, "a", 1)), 4).join();
            failing = "";
            assertThat(remaining()).isEqualTo(failsFor.equals("test:both:") ? List.of(9L, 996L) : List.of(6L, 999L));
            Taken all = limiter.settle(partly, 4).join();
            assertThat(remaining()).containsExactly(6L, 996L);
            limiter.settle(all, 0).join();
            assertThat(remaining()).containsExactly(10L, 1000L);
        }
    }

    private void take(int cost) {
        assertThat(buckets.take(Charge.of(RULE, "a", cost), 0).join().allowed()).isTrue();
    }

    private List<Long> remaining() {
        return buckets.lookUp(RULE, "a").join().stream()
                .map(PolicyState::remaining)
                .toList();
    }
}
