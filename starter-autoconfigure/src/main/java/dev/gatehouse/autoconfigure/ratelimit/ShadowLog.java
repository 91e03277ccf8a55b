package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitListener;
import dev.gatehouse.ratelimit.RateLimitOutcome;
import dev.gatehouse.ratelimit.RateLimitRule;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what shadow rules would have refused: the first at once, then one line per rule and minute with their number. */
final class ShadowLog implements RateLimitListener {

    private static final Logger log = LoggerFactory.getLogger(ShadowLog.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier clock;
    private final ConcurrentMap<String, Refusals> byRule = new ConcurrentHashMap<>();

    ShadowLog() {
        this(System::nanoTime);
    }

    ShadowLog(LongSupplier nanoClock) {
        this.clock = nanoClock;
    }

    @Override
    public void onDecision(RateLimitRule rule, RateLimitOutcome outcome) {
        if (outcome == RateLimitOutcome.SHADOW_REJECTED) {
            long now = clock.getAsLong();
            byRule.computeIfAbsent(rule.id(), id -> new Refusals(now)).count(rule, now);
        }
    }

    private static final class Refusals {

        private final LongAdder sinceLastLine = new LongAdder();
        private final AtomicLong nextLine;

        Refusals(long now) {
            nextLine = new AtomicLong(now);
        }

        void count(RateLimitRule rule, long now) {
            sinceLastLine.increment();
            long next = nextLine.get();
            if (now - next >= 0 && nextLine.compareAndSet(next, now + MINUTE)) {
                log.info(
                        "The shadow rule {} would have refused {} requests since its last line.",
                        rule,
                        sinceLastLine.sumThenReset());
            }
        }
    }
}
