package dev.gatehouse.health;

import dev.gatehouse.error.JsonText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells a status and nothing that is not meant for everybody: {@code {"status":"UP"}} with 200, or 503 while the service
 * is not available. Thread-safe if the source of the status is.
 */
public final class StatusEndpoint implements HealthEndpoint {

    private final Supplier<HealthStatus> status;
    private final Map<HealthStatus, byte[]> bodies = new EnumMap<>(HealthStatus.class);

    /**
     * Creates an endpoint that tells the status alone.
     *
     * @param status finds the status
     */
    public StatusEndpoint(Supplier<HealthStatus> status) {
        this(status, Map.of());
    }

    /**
     * Creates an endpoint.
     *
     * @param status finds the status
     * @param identity what else everybody may know, e.g. the name of the service and its version
     */
    public StatusEndpoint(Supplier<HealthStatus> status, Map<String, String> identity) {
        this.status = status;
        for (HealthStatus each : HealthStatus.values()) {
            JsonText json = new JsonText().begin().member("status", each.name());
            identity.forEach(json::member);
            bodies.put(each, json.end().toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Creates an endpoint that shows that requests are answered at all. It does no work.
     *
     * @return the endpoint
     */
    public static StatusEndpoint ping() {
        return new StatusEndpoint(() -> HealthStatus.UP);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HealthStatus found = status.get();
        byte[] body = bodies.get(found);
        HealthEndpoint.write(
                request, response, found.httpStatus(), "application/json", body == null ? new byte[0] : body);
    }
}
