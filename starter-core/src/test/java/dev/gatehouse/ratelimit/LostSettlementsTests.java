package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.CapturedLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LostSettlementsTests {

    private static final RateLimitRule RULE =
            RateLimitRule.of("tokens", KeyResolver.global(), Limit.of("5/hour")).build();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final LostSettlements settlements = new LostSettlements(nanos::get);

    @Test
    void tellsOfTheFirstAndThenOnceAMinute() {
        try (CapturedLog log = CapturedLog.of(RateLimiter.class.getName())) {
            lose(100);
            assertThat(log.messages()).singleElement().asString().contains("'tokens'");
            nanos.addAndGet(Duration.ofSeconds(59).toNanos());
            lose(100);
            assertThat(log.messages()).hasSize(1);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            lose(100);
            assertThat(log.messages()).hasSize(2);
        }
    }

    private void lose(int times) {
        for (int i = 0; i < times; i++) {
            settlements.lost(RULE, new IllegalStateException("gone"));
        }
    }
}
