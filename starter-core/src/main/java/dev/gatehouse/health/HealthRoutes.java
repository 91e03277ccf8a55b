package dev.gatehouse.health;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints by path. A path is compared as it stands in the request line: another spelling of it is not an endpoint,
 * and takes the way of any other request, so that nothing is gained by one. Thread-safe; routes can be withdrawn.
 */
public final class HealthRoutes {

    private volatile Map<String, HealthRoute> byPath;
    private volatile int longest;

    /**
     * Creates the routes.
     *
     * @param routes the routes, each with its own path
     * @throws IllegalArgumentException if two have the same path
     */
    public HealthRoutes(List<HealthRoute> routes) {
        Map<String, HealthRoute> map = new HashMap<>();
        for (HealthRoute route : routes) {
            if (map.put(route.path(), route) != null) {
                throw new IllegalArgumentException("Two endpoints share the path " + route.path() + ".");
            }
        }
        byPath = Map.copyOf(map);
        longest = longest(byPath.keySet());
    }

    private static int longest(Collection<String> paths) {
        return paths.stream().mapToInt(String::length).max().orElse(0);
    }

    /**
     * Gives the paths that are answered.
     *
     * @return the paths
     */
    public Set<String> paths() {
        return byPath.keySet();
    }

    /**
     * Gives up paths, e.g. since the application answers there itself.
     *
     * @param paths the paths; others stay
     */
    public synchronized void withdraw(Collection<String> paths) {
        Map<String, HealthRoute> rest = new HashMap<>(byPath);
        paths.forEach(rest::remove);
        byPath = Map.copyOf(rest);
        longest = longest(rest.keySet());
    }

    /**
     * Tells whether one of the endpoints answers a request.
     *
     * @param request the request
     * @return false for any other path and method, and for a path that was given up
     */
    public boolean answer(HttpServletRequest request) {
        return find(request) != null;
    }

    @Nullable
    HealthRoute find(HttpServletRequest request) {
        String uri = request.getRequestURI();
        int context = request.getContextPath().length();
        if (uri.length() - context > longest) {
            return null;
        }
        HealthRoute route = byPath.get(context == 0 ? uri : uri.substring(context));
        return route != null && isRead(request.getMethod()) ? route : null;
    }

    private static boolean isRead(String method) {
        return "GET".equals(method) || "HEAD".equals(method);
    }
}
