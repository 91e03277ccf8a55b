package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.health.HealthSection;
import dev.gatehouse.ratelimit.RateLimitListener;
import dev.gatehouse.ratelimit.RateLimitOutcome;
import dev.gatehouse.ratelimit.RateLimitRule;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Decisions since the start by their outcome, for operators who look at the health. */
final class RateLimitSection implements RateLimitListener, HealthSection {

    private static final RateLimitOutcome[] OUTCOMES = RateLimitOutcome.values();

    private final LongAdder[] counts = new LongAdder[OUTCOMES.length];

    RateLimitSection() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    @Override
    public void onDecision(RateLimitRule rule, RateLimitOutcome outcome) {
        counts[outcome.ordinal()].increment();
    }

    @Override
    public String name() {
        return "rate_limit";
    }

    @Override
    public Map<String, Object> read() {
        Map<String, Object> read = new TreeMap<>();
        for (RateLimitOutcome outcome : OUTCOMES) {
            read.put(outcome.name().toLowerCase(Locale.ROOT), counts[outcome.ordinal()].sum());
        }
        return read;
    }
}
