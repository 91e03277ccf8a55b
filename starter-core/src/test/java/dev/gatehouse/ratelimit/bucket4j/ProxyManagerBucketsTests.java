package dev.gatehouse.ratelimit.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitRule;
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

    private void take(int cost) {
        assertThat(buckets.take(Charge.of(RULE, "a", cost), 0).join().allowed()).isTrue();
    }

    private List<Long> remaining() {
        return buckets.lookUp(RULE, "a").join().stream()
                .map(PolicyState::remaining)
                .toList();
    }
}
