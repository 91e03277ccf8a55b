package dev.gatehouse.web;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The request attributes by which features that do not know each other work together. They outlive error and async
 * dispatches of the same request.
 */
public final class RequestAttributes {

    private static final String PREFIX = "dev.gatehouse.";

    /** The id of this request, a {@code String}. */
    public static final String REQUEST_ID = PREFIX + "request-id";

    /** The error code of the problem this request was answered with, a {@code String}. */
    public static final String ERROR_CODE = PREFIX + "error-code";

    /** The name of the authenticated user, a {@code String}, made safe for logs. */
    public static final String USER = PREFIX + "user";

    /** The resolved address of the client, a {@code dev.gatehouse.net.ClientAddress}. */
    public static final String CLIENT_ADDRESS = PREFIX + "client-address";

    /** The nonce of the content security policy of this response, a {@code String}; made when first asked for. */
    public static final String CSP_NONCE = PREFIX + "csp-nonce";

    /**
     * What overrules the exception in which the handling of this request ends, a {@code Supplier} of a
     * {@code dev.gatehouse.error.Problem}, or of null as long as nothing does: an interrupted worker fails in many ways,
     * and for the client all of them are one time-out.
     */
    public static final String OVERRULING = PREFIX + "overruling";

    /**
     * A {@link ResponseHook} that runs after all other hooks of the response; how the glue for a container gets the last
     * word on the headers.
     */
    public static final String LAST_HOOK = PREFIX + "last-hook";

    /**
     * Set to {@code true} once a request was refused while the application was at work on it: what the application still
     * throws or answers is a consequence of that and worth neither an answer nor a line in the log.
     */
    public static final String REFUSED = PREFIX + "refused";

    /**
     * The origin of another site that sent the request and that the configuration names as one that may call it, a
     * {@code dev.gatehouse.net.Origin}; not set where any origin may.
     */
    public static final String ALLOWED_ORIGIN = PREFIX + "allowed-origin";

    /**
     * Set to {@code true} where the answer tells how the service does: then 503 is what a probe wants to know and not an
     * error of this request.
     */
    public static final String HEALTH = PREFIX + "health";

    private RequestAttributes() {}

    /**
     * Reads an attribute that holds text.
     *
     * @param request the request
     * @param name one of the names above
     * @return the text, or null when it has not been set
     */
    public static @Nullable String text(ServletRequest request, String name) {
        return request.getAttribute(name) instanceof String text ? text : null;
    }
}
