package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Gauges how many keys are blocked. */
final class BlockedKeysMeter implements MeterBinder {

    private final RateLimitStore store;

    BlockedKeysMeter(RateLimitStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("gatehouse.rate_limit.blocked_keys", store, RateLimitStore::countBlocked)
                .description("Keys that are blocked by a penalty now")
                .register(registry);
    }
}
