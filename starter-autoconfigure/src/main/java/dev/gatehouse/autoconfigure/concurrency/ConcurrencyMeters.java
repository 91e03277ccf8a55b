package dev.gatehouse.autoconfigure.concurrency;

import dev.gatehouse.concurrency.ConcurrencyGroup;
import dev.gatehouse.concurrency.ConcurrencyLimit;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Gauges of requests in flight and of their limits, by group; the group of all requests is {@code all}. */
final class ConcurrencyMeters implements MeterBinder {

    private final ConcurrencyLimits limits;

    ConcurrencyMeters(ConcurrencyLimits limits) {
        this.limits = limits;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        ConcurrencyLimit all = limits.all();
        if (all != null) {
            bind(registry, "all", all);
        }
        for (ConcurrencyGroup group : limits.groups()) {
            bind(registry, group.name(), group.limit());
        }
    }

    private static void bind(MeterRegistry registry, String group, ConcurrencyLimit limit) {
        Gauge.builder("gatehouse.requests.in_flight", limit, ConcurrencyLimit::inFlight)
                .description("Requests that are being handled")
                .tag("group", group)
                .register(registry);
        Gauge.builder("gatehouse.requests.limit", limit, ConcurrencyLimit::limit)
                .description("Requests that may be handled at once")
                .tag("group", group)
                .register(registry);
    }
}
