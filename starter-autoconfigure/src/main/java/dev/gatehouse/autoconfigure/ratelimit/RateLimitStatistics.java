package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitListener;
import dev.gatehouse.ratelimit.RateLimitOutcome;
import dev.gatehouse.ratelimit.RateLimitRule;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts decisions by rule and outcome since the start. */
final class RateLimitStatistics implements RateLimitListener {

    private static final RateLimitOutcome[] OUTCOMES = RateLimitOutcome.values();

    private final ConcurrentMap<String, LongAdder[]> counts = new ConcurrentHashMap<>();

    @Override
    public void onDecision(RateLimitRule rule, RateLimitOutcome outcome) {
        LongAdder[] ofRule = counts.get(rule.id());
        if (ofRule == null) {
            ofRule = counts.computeIfAbsent(rule.id(), id -> zeros());
        }
        ofRule[outcome.ordinal()].increment();
    }

    private static LongAdder[] zeros() {
        LongAdder[] zeros = new LongAdder[OUTCOMES.length];
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = new LongAdder();
        }
        return zeros;
    }

    /** Gives the counts of a rule by the name of the outcome, those of zero left out. */
    Map<String, Long> of(RateLimitRule rule) {
        Map<String, Long> byOutcome = new TreeMap<>();
        LongAdder[] ofRule = counts.get(rule.id());
        for (RateLimitOutcome outcome : OUTCOMES) {
            long count = ofRule == null ? 0 : ofRule[outcome.ordinal()].sum();
            if (count > 0) {
                byOutcome.put(outcome.name().toLowerCase(Locale.ROOT), count);
            }
        }
        return byOutcome;
    }
}
