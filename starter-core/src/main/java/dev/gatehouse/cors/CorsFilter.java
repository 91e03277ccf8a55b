package dev.gatehouse.cors;

import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.Origin;
import dev.gatehouse.net.SameOrigin;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.StringJoiner;

/**
 * Answers preflights and tells browsers what pages of other origins may read (Fetch, 3.3). A request of an origin that
 * may not call is refused with 403; one of this service's own pages, or without an origin, passes.
 *
 * <p>Stands before everything that refuses, so that a script can read a 401, 413 or 429, and before anything that would
 * ask a preflight for credentials. For the dispatch REQUEST; and for the dispatch ERROR outside whatever answers it, since
 * containers drop headers then (Jetty drops {@code Vary}). Decides about a request once. Immutable, thread-safe.
 */
public final class CorsFilter extends HttpRequestFilter {

    private static final String DECIDED = "dev.gatehouse.cors.decided";
    private static final String REQUEST_METHOD = "Access-Control-Request-Method";
    private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";

    private final CorsPolicies policies;
    private final SameOrigin sameOrigin;
    private final RejectionWriter rejections;

    /**
     * Creates the filter.
     *
     * @param policies what is allowed where
     * @param sameOrigin tells pages of this service itself from others
     * @param rejections writes the refusals
     */
    public CorsFilter(CorsPolicies policies, SameOrigin sameOrigin, RejectionWriter rejections) {
        this.policies = policies;
        this.sameOrigin = sameOrigin;
        this.rejections = rejections;
    }

    /**
     * Tells whether this filter has decided about the request, so that no other CORS code needs to.
     *
     * @param request a request
     * @return true if it came through here on a path with a policy
     */
    public static boolean hasDecided(ServletRequest request) {
        return request.getAttribute(DECIDED) != null;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(DECIDED) instanceof CorsHeaders decided) {
            again(request, original, chain, decided);
            return;
        }
        CorsPolicy policy = request.getDispatcherType() == DispatcherType.REQUEST ? policies.of(request) : null;
        if (policy == null) {
            chain.doFilter(request, original);
            return;
        }
        HookedResponse response = HookedResponse.of(request, original);
        String origin = request.getHeader(CorsHeaders.ORIGIN);
        if (origin == null) {
            proceed(request, response, chain, CorsHeaders.VARY_ONLY);
            return;
        }
        Origin parsed = hasSeveral(request) ? null : Origin.parse(origin);
        if (sameOrigin.isSentFromHere(request, parsed)) {
            proceed(request, response, chain, CorsHeaders.VARY_ONLY);
        } else if (parsed == null) {
            refuse(request, response, CorsRefusal.ORIGIN_INVALID);
        } else if (isPreflight(request)) {
            preflight(request, response, policy, parsed);
        } else {
            crossOrigin(request, response, chain, policy, parsed);
        }
    }

    private void crossOrigin(
            HttpServletRequest request, HookedResponse response, FilterChain chain, CorsPolicy policy, Origin origin)
            throws IOException, ServletException {
        CorsRefusal refusal = policy.refuses(origin, request.getMethod());
        if (refusal != null) {
            refuse(request, response, refusal);
            return;
        }
        if (policy.names(origin)) {
            request.setAttribute(RequestAttributes.ALLOWED_ORIGIN, origin);
        }
        proceed(request, response, chain, CorsHeaders.allowing(origin, policy));
    }

    private void preflight(HttpServletRequest request, HookedResponse response, CorsPolicy policy, Origin origin)
            throws IOException {
        String method = request.getHeader(REQUEST_METHOD);
        String headers = joined(request.getHeaders(REQUEST_HEADERS));
        CorsRefusal refusal = policy.refusesPreflight(origin, method, headers);
        if (refusal != null) {
            refuse(request, response, refusal);
            return;
        }
        CorsHeaders.writePreflight(response, origin, policy, method, headers);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.settle();
    }

    private void refuse(HttpServletRequest request, HookedResponse response, CorsRefusal refusal) throws IOException {
        CorsHeaders.vary(response, isPreflight(request));
        rejections.write(request, response, refusal.problem());
        response.settle();
    }

    private static void proceed(
            HttpServletRequest request, HookedResponse response, FilterChain chain, CorsHeaders headers)
            throws IOException, ServletException {
        request.setAttribute(DECIDED, headers);
        headers.start(response);
        response.addHook(headers);
        finish(request, response, chain);
    }

    private static void again(
            HttpServletRequest request, HttpServletResponse original, FilterChain chain, CorsHeaders headers)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.REQUEST || original.isCommitted()) {
            chain.doFilter(request, original);
            return;
        }
        HookedResponse response = HookedResponse.of(request, original);
        headers.beforeCommit(response);
        response.addHook(headers);
        finish(request, response, chain);
    }

    private static void finish(HttpServletRequest request, HookedResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (!request.isAsyncStarted()) {
                response.settle();
            }
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod()) && request.getHeader(REQUEST_METHOD) != null;
    }

    private static boolean hasSeveral(HttpServletRequest request) {
        Enumeration<String> lines = request.getHeaders(CorsHeaders.ORIGIN);
        lines.nextElement();
        return lines.hasMoreElements();
    }

    private static String joined(Enumeration<String> lines) {
        String first = lines.hasMoreElements() ? lines.nextElement() : "";
        if (!lines.hasMoreElements()) {
            return first;
        }
        StringJoiner all = new StringJoiner(",").add(first);
        while (lines.hasMoreElements()) {
            all.add(lines.nextElement());
        }
        return all.toString();
    }
}
