package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.deadline.TimeoutListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts time-outs as {@code gatehouse.timeouts} by event. */
final class TimeoutMeters implements TimeoutListener {

    private final Counter interrupted;
    private final Counter stuck;

    TimeoutMeters(MeterRegistry registry) {
        this.interrupted = counter(registry, "interrupted");
        this.stuck = counter(registry, "stuck");
    }

    private static Counter counter(MeterRegistry registry, String event) {
        return Counter.builder("gatehouse.timeouts")
                .description(
                        "Requests that were interrupted for their time-out, and workers that went on all the same.")
                .tag("event", event)
                .register(registry);
    }

    @Override
    public void onTimeout() {
        interrupted.increment();
    }

    @Override
    public void onStuck() {
        stuck.increment();
    }
}
