package dev.gatehouse.health;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint at its path.
 *
 * @param path the path below the context path, e.g. {@code /health/live}
 * @param endpoint answers there
 * @param guard lets callers in; null if anybody may ask
 */
public record HealthRoute(
        String path, HealthEndpoint endpoint, @Nullable HealthGuard guard) {

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if it does not start with a slash
     */
    public HealthRoute {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' is not a path. Start it with a slash: /health.");
        }
    }

    /** Says so on the request, since whoever sees a 503 further out cannot know what it is about. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(RequestAttributes.HEALTH, Boolean.TRUE);
        endpoint.answer(request, response);
    }
}
