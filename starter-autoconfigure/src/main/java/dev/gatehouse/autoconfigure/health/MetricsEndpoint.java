package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthEndpoint;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** All meters in the text format of Prometheus, or in that of OpenMetrics for who accepts it, which has exemplars. */
final class MetricsEndpoint implements HealthEndpoint {

    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<PrometheusMeterRegistry> registry;

    MetricsEndpoint(Supplier<PrometheusMeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accepted = request.getHeader("Accept");
        String type = accepted != null && accepted.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
        ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
        registry.get().scrape(body, type);
        HealthEndpoint.write(request, response, 200, type, body.toByteArray());
    }
}
