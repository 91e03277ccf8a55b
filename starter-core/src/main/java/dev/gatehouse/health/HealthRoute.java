package dev.gatehouse.health;

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
}
