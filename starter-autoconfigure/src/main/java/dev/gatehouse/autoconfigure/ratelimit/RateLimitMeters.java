package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitListener;
import dev.gatehouse.ratelimit.RateLimitOutcome;
import dev.gatehouse.ratelimit.RateLimitRule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts decisions by rule and outcome; rules are as many as are configured or annotated. */
final class RateLimitMeters implements RateLimitListener {

    private static final RateLimitOutcome[] OUTCOMES = RateLimitOutcome.values();

    private final MeterRegistry registry;
    private final ConcurrentMap<String, Counter[]> counters = new ConcurrentHashMap<>();

    RateLimitMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onDecision(RateLimitRule rule, RateLimitOutcome outcome) {
        Counter[] ofRule = counters.get(rule.name());
        if (ofRule == null) {
            ofRule = counters.computeIfAbsent(rule.name(), this::register);
        }
        ofRule[outcome.ordinal()].increment();
    }

    private Counter[] register(String rule) {
        Counter[] ofRule = new Counter[OUTCOMES.length];
        for (RateLimitOutcome outcome : OUTCOMES) {
            ofRule[outcome.ordinal()] = Counter.builder("gatehouse.rate_limit.decisions")
                    .description("Decisions of the rate limit, one per rule that was asked")
                    .tag("rule", rule)
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        return ofRule;
    }
}
