package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.error.JsonText;
import dev.gatehouse.health.HealthEndpoint;
import dev.gatehouse.health.HealthReport;
import dev.gatehouse.health.HealthResult;
import dev.gatehouse.health.HealthSection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that operators want to see at a glance. Asks nobody but the bounded checks and the machine itself. */
final class DetailedEndpoint implements HealthEndpoint {

    private static final Logger log = LoggerFactory.getLogger(DetailedEndpoint.class);

    private final ServiceHealth health;
    private final Map<String, String> identity;
    private final List<HealthSection> sections;

    DetailedEndpoint(ServiceHealth health, Map<String, String> identity, List<HealthSection> sections) {
        this.health = health;
        this.identity = identity;
        this.sections = sections;
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HealthReport report = health.report();
        JsonText json =
                new JsonText().begin().member("status", health.whole(report).name());
        identity.forEach(json::member);
        json.member("live", health.live().isAvailable());
        json.member("accepting_requests", health.accepting().isAvailable());
        Map<String, Object> parts = new LinkedHashMap<>();
        report.results().forEach(result -> parts.put(result.part().name(), describe(result)));
        json.member("parts", parts);
        for (HealthSection section : sections) {
            json.member(section.name(), read(section));
        }
        byte[] body = json.end().toString().getBytes(StandardCharsets.UTF_8);
        HealthEndpoint.write(request, response, 200, "application/json", body);
    }

    /** One that fails must not take the others with it. */
    private static Map<String, Object> read(HealthSection section) {
        try {
            return Objects.requireNonNullElse(section.read(), Map.of());
        } catch (RuntimeException e) {
            log.debug("The section {} of the health cannot be read.", section.name(), e);
            return Map.of("error", e.getClass().getSimpleName());
        }
    }

    private static Map<String, Object> describe(HealthResult result) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("status", result.status().name());
        part.put("required", result.part().required());
        part.put("latency_ms", Math.round(result.took().toNanos() / 1e4) / 100.0);
        part.put("checked_at", result.checkedAt().toString());
        if (result.failure() != null) {
            part.put("failure", result.failure().name().toLowerCase(Locale.ROOT));
        }
        if (!result.details().isEmpty()) {
            part.put("details", result.details());
        }
        return part;
    }
}
