package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts refusals by filter and reason; there are as many tags as filters have reasons. */
final class RefusalMeters implements RejectionListener {

    private final MeterRegistry registry;
    private final ConcurrentMap<Refusal, Counter> counters = new ConcurrentHashMap<>();

    RefusalMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onRejection(HttpServletRequest request, Problem problem) {
        Refusal refusal = problem.refusal();
        if (refusal != null) {
            counters.computeIfAbsent(refusal, this::register).increment();
        }
    }

    private Counter register(Refusal refusal) {
        return Counter.builder("gatehouse.refusals")
                .description("Requests that a filter refused")
                .tag("filter", refusal.filter())
                .tag("reason", refusal.reason())
                .register(registry);
    }
}
