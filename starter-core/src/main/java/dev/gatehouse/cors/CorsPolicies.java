package dev.gatehouse.cors;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which policy holds for which path. Immutable, thread-safe. */
public final class CorsPolicies {

    /**
     * A policy of some paths.
     *
     * @param matcher which requests it covers
     * @param policy the policy; null where CORS is left to the application
     */
    public record PathPolicy(
            RequestMatcher matcher, @Nullable CorsPolicy policy) {}

    private final @Nullable CorsPolicy byDefault;
    private final PathPolicy[] paths;
    private final RequestMatcher unusual;

    /**
     * Creates the policies.
     *
     * @param byDefault the policy of all other paths; null to leave CORS there to the application
     * @param paths own policies of some paths; the first that matches decides
     * @param unusual the requests whose path is so spelled that the handler may see another one than the matchers; if one
     *     of {@code paths} covers it, it is closed to other origins
     */
    public CorsPolicies(@Nullable CorsPolicy byDefault, List<PathPolicy> paths, RequestMatcher unusual) {
        this.byDefault = byDefault;
        this.paths = paths.toArray(PathPolicy[]::new);
        this.unusual = unusual;
    }

    /**
     * Makes the policies of a service with the same one everywhere.
     *
     * @param settings what is allowed
     * @return the policies
     */
    public static CorsPolicies everywhere(CorsSettings settings) {
        return new CorsPolicies(new CorsPolicy(settings), List.of(), request -> false);
    }

    /**
     * Finds the policy of a request.
     *
     * @param request the request
     * @return its policy; null if CORS is left to the application there
     */
    public @Nullable CorsPolicy of(HttpServletRequest request) {
        for (PathPolicy path : paths) {
            if (path.matcher().matches(request)) {
                return unusual.matches(request) ? CorsPolicy.closed() : path.policy();
            }
        }
        return byDefault;
    }
}
