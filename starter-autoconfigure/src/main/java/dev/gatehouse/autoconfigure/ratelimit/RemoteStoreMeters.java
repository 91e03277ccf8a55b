package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.remote.RemoteStoreListener;
import dev.gatehouse.ratelimit.remote.RemoteStoreState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Times the store and tells whether it decides. */
final class RemoteStoreMeters implements RemoteStoreListener {

    private final Timer answered;
    private final Timer unanswered;
    private final Counter known;
    private volatile boolean up;

    RemoteStoreMeters(MeterRegistry registry) {
        this.answered = timer(registry, true);
        this.unanswered = timer(registry, false);
        this.known = Counter.builder("gatehouse.rate_limit.store.spared")
                .description("Requests that were refused from memory, without asking the store")
                .register(registry);
        Gauge.builder("gatehouse.rate_limit.store.up", this, meters -> meters.up ? 1 : 0)
                .description("Whether the store decides: 1, or 0 while rules do as they say for its failure")
                .register(registry);
    }

    private static Timer timer(MeterRegistry registry, boolean answered) {
        return Timer.builder("gatehouse.rate_limit.store.latency")
                .description("How long requests waited for the store")
                .tag("answered", Boolean.toString(answered))
                .register(registry);
    }

    @Override
    public void onDecision(long nanos, boolean inTime) {
        (inTime ? answered : unanswered).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onKnownRefusal() {
        known.increment();
    }

    @Override
    public void onStateChange(RemoteStoreState state) {
        up = state.isUp();
    }
}
