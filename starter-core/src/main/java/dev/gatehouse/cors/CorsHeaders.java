package dev.gatehouse.cors;

import dev.gatehouse.net.Origin;
import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about other origins. Set early, so that other CORS code further in sees that it is done, and again
 * before the commit: nobody else widens the answer, and a header that was set twice or reset becomes one.
 */
final class CorsHeaders implements ResponseHook {

    static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
    static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
    static final String VARY = "Vary";
    static final String ORIGIN = "Origin";

    /** For a request without another origin, or one that is refused: only that the answer depends on it. */
    static final CorsHeaders VARY_ONLY = new CorsHeaders(null, false, null);

    private final @Nullable String origin;
    private final boolean credentials;
    private final @Nullable String exposed;

    private CorsHeaders(@Nullable String origin, boolean credentials, @Nullable String exposed) {
        this.origin = origin;
        this.credentials = credentials;
        this.exposed = exposed;
    }

    static CorsHeaders allowing(Origin origin, CorsPolicy policy) {
        return new CorsHeaders(policy.allowedOrigin(origin), policy.allowsCredentials(), policy.exposedHeaders());
    }

    static void writePreflight(
            HttpServletResponse response, Origin origin, CorsPolicy policy, String method, String headers) {
        vary(response, true);
        new CorsHeaders(policy.allowedOrigin(origin), policy.allowsCredentials(), null).setAllowed(response);
        response.setHeader("Access-Control-Allow-Methods", policy.allowMethods(method));
        String allowed = policy.allowHeaders(headers);
        if (!allowed.isEmpty()) {
            response.setHeader("Access-Control-Allow-Headers", allowed);
        }
        response.setHeader("Access-Control-Max-Age", policy.maxAge());
    }

    /** A preflight is answered by what it asks for, too. */
    static void vary(HttpServletResponse response, boolean preflight) {
        response.addHeader(VARY, ORIGIN);
        if (preflight) {
            response.addHeader(VARY, "Access-Control-Request-Method");
            response.addHeader(VARY, "Access-Control-Request-Headers");
        }
    }

    void start(HttpServletResponse response) {
        vary(response, false);
        setAllowed(response);
        if (exposed != null) {
            response.setHeader(EXPOSE_HEADERS, exposed);
        }
    }

    @Override
    public void beforeCommit(HttpServletResponse response) {
        if (!ORIGIN.equals(response.getHeader(VARY)) && !variesByOrigin(response.getHeaders(VARY))) {
            response.addHeader(VARY, ORIGIN);
        }
        setAllowed(response);
        if (exposed != null && !exposed.equals(response.getHeader(EXPOSE_HEADERS))) {
            exposeAgain(response, exposed);
        }
    }

    /** Code further in may have put its own names in the place of these, or before them. */
    private static void exposeAgain(HttpServletResponse response, String names) {
        if (!response.getHeaders(EXPOSE_HEADERS).contains(names)) {
            response.addHeader(EXPOSE_HEADERS, names);
        }
    }

    private void setAllowed(HttpServletResponse response) {
        if (origin == null) {
            return;
        }
        response.setHeader(ALLOW_ORIGIN, origin);
        if (credentials) {
            response.setHeader(ALLOW_CREDENTIALS, "true");
        } else if (response.containsHeader(ALLOW_CREDENTIALS)) {
            response.setHeader(ALLOW_CREDENTIALS, null);
        }
    }

    private static boolean variesByOrigin(Collection<String> lines) {
        for (String line : lines) {
            for (String name : line.split(",", -1)) {
                String stripped = name.strip();
                if (stripped.equalsIgnoreCase(ORIGIN) || stripped.equals("*")) {
                    return true;
                }
            }
        }
        return false;
    }
}
