package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitOutcome;
import dev.gatehouse.ratelimit.RateLimitRule;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-boot")
class ShadowLogTests {

    private final AtomicLong clock = new AtomicLong(-5);
    private final ShadowLog shadows = new ShadowLog(clock::get);

    private static RateLimitRule rule(String name) {
        return RateLimitRule.of(name, KeyResolver.global(), Limit.of("1/minute"))
                .shadow(true)
                .build();
    }

    @Test
    void saysOneLinePerRuleAndMinuteWithTheCount() {
        RateLimitRule first = rule("first");
        try (CapturedLog log = CapturedLog.of(ShadowLog.class.getName())) {
            refuse(first, 3);
            refuse(rule("second"), 1);
            assertThat(log.events()).hasSize(2);
            clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
            refuse(first, 10);
            assertThat(log.events()).hasSize(2);
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            refuse(first, 1);
            assertThat(log.events()).hasSize(3);
            assertThat(log.events().get(2).getFormattedMessage())
                    .isEqualTo("The shadow rule first 1/minute per global (shadow) would have refused 13 requests since"
                            + " its last line.");
        }
    }

    @Test
    void saysNothingOfOtherDecisions() {
        try (CapturedLog log = CapturedLog.of(ShadowLog.class.getName())) {
            for (RateLimitOutcome outcome : RateLimitOutcome.values()) {
                if (outcome != RateLimitOutcome.SHADOW_REJECTED) {
                    shadows.onDecision(rule("first"), outcome);
                }
            }
            assertThat(log.events()).isEmpty();
        }
    }

    private void refuse(RateLimitRule rule, int times) {
        for (int i = 0; i < times; i++) {
            shadows.onDecision(rule, RateLimitOutcome.SHADOW_REJECTED);
        }
    }
}
