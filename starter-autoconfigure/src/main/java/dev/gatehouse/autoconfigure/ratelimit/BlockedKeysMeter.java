package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Gauges how many keys are blocked. Counting stops where nobody would look at the keys one by one any more. */
final class BlockedKeysMeter implements MeterBinder {

    private static final int MOST = 1000;

    private final RateLimitStore store;

    BlockedKeysMeter(RateLimitStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "gatehouse.rate_limit.blocked_keys",
                        store,
                        blocking -> blocking.blocked(MOST).size())
                .description("Keys that are blocked by a penalty now, 1000 at most")
                .register(registry);
    }
}
