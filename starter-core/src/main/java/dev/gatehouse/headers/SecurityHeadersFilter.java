package dev.gatehouse.headers;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the security headers on every response. They are set before anything else runs, so that static files, streams,
 * errors and refusals have them, set anew after a reset, and settled before the commit, when it is known whether the
 * response is a page. A header that the application sets itself is the application's. Headers that leak what runs behind
 * the service are not written at all.
 *
 * <p>Stands around everything that can answer, for the dispatches REQUEST, ASYNC and ERROR. Immutable, thread-safe.
 */
public final class SecurityHeadersFilter extends HttpRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(SecurityHeadersFilter.class);
    private static final String PLAN = "dev.gatehouse.headers.plan";

    private record PathPlan(PathHeaders path, HeaderPlan plan) {}

    private final HeaderNames names;
    private final HeaderPlan plan;
    private final PathPlan[] paths;

    /**
     * Creates the filter, renders all values and logs what is weaker than recommended.
     *
     * @param settings which headers a response carries
     */
    public SecurityHeadersFilter(SecurityHeadersSettings settings) {
        this.names = new HeaderNames(settings.removed());
        this.plan = new HeaderPlan(settings, settings.profile(), HeaderOverrides.none());
        List<PathPlan> plans = new ArrayList<>();
        for (PathHeaders path : settings.paths()) {
            HeaderProfile profile = path.profile() == null ? settings.profile() : path.profile();
            plans.add(new PathPlan(path, new HeaderPlan(settings, profile, path.headers())));
        }
        this.paths = plans.toArray(PathPlan[]::new);
        settings.warnings().forEach(warning -> log.warn("Weak security header: {}", warning));
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean first = request.getDispatcherType() == DispatcherType.REQUEST;
        HookedResponse earlier = first ? null : HookedResponse.in(response);
        if (earlier != null && earlier.hasDefaults()) {
            proceed(request, response, earlier, chain);
            return;
        }
        HeaderPlan planned = first ? plan(request) : rememberedPlan(request);
        if (planned.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        HookedResponse hooked = HookedResponse.of(request, response);
        ResponseHeaders headers = new ResponseHeaders(names, planned, request, hooked.target());
        if (first) {
            headers.start();
        } else {
            headers.adopt();
        }
        hooked.setDefaults(headers);
        hooked.addHook(headers);
        proceed(planned.mayNeedNonce() ? new NonceRequest(request, headers, hooked) : request, hooked, hooked, chain);
    }

    private static void proceed(
            HttpServletRequest request, HttpServletResponse response, HookedResponse hooked, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (!request.isAsyncStarted()) {
                hooked.settle();
            }
        }
    }

    private HeaderPlan plan(HttpServletRequest request) {
        for (PathPlan candidate : paths) {
            if (candidate.path().matcher().matches(request)) {
                request.setAttribute(PLAN, candidate.plan());
                return candidate.plan();
            }
        }
        return plan;
    }

    /** An error dispatch has the path of the error page, not that of the request. */
    private HeaderPlan rememberedPlan(HttpServletRequest request) {
        return request.getAttribute(PLAN) instanceof HeaderPlan remembered ? remembered : plan;
    }
}
