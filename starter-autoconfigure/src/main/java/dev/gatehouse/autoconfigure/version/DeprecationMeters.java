package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.version.DeprecationListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts requests for what is deprecated; endpoints are as many as are configured or annotated. */
final class DeprecationMeters implements DeprecationListener {

    private final MeterRegistry registry;
    private final ConcurrentMap<String, Counter> answered = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Counter> refused = new ConcurrentHashMap<>();

    DeprecationMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void onDeprecatedRequest(HttpServletRequest request, String endpoint, boolean isRefused) {
        if (isRefused) {
            refused.computeIfAbsent(endpoint, name -> register(name, "refused")).increment();
        } else {
            answered.computeIfAbsent(endpoint, name -> register(name, "answered"))
                    .increment();
        }
    }

    private Counter register(String endpoint, String outcome) {
        return Counter.builder("gatehouse.deprecated_requests")
                .description("Requests for endpoints or versions that are deprecated")
                .tag("endpoint", endpoint)
                .tag("outcome", outcome)
                .register(registry);
    }
}
