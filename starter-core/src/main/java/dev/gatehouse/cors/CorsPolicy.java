package dev.gatehouse.cors;

import dev.gatehouse.net.Origin;
import dev.gatehouse.net.OriginSet;
import org.jspecify.annotations.Nullable;

/** Decides by some {@link CorsSettings}, and holds the values of the headers that say so. Immutable, thread-safe. */
public final class CorsPolicy {

    private static final CorsPolicy CLOSED = new CorsPolicy(CorsSettings.defaults());

    private final CorsSettings settings;
    private final OriginSet origins;
    private final NameList methods;
    private final NameList headers;
    private final @Nullable String exposed;
    private final String maxAge;

    /**
     * Creates the policy.
     *
     * @param settings what is allowed
     */
    public CorsPolicy(CorsSettings settings) {
        this.settings = settings;
        this.origins = OriginSet.of(settings.allowedOrigins());
        this.methods = NameList.caseSensitive(settings.allowedMethods());
        this.headers = NameList.ignoringCase(settings.allowedHeaders());
        this.exposed = settings.exposedHeaders().isEmpty() ? null : String.join(", ", settings.exposedHeaders());
        this.maxAge = Long.toString(settings.maxAge().toSeconds());
    }

    /**
     * Gives the policy that lets nobody in.
     *
     * @return the policy without any origin
     */
    public static CorsPolicy closed() {
        return CLOSED;
    }

    /**
     * Decides about a request that is no preflight. The handshake of a WebSocket is a {@code GET} in HTTP/1.1 and a
     * {@code CONNECT} in HTTP/2 (RFC 8441, 5), and is allowed like a {@code GET} in both.
     *
     * @param origin where it comes from
     * @param method its method
     * @return why it is refused; null if it may pass
     */
    public @Nullable CorsRefusal refuses(Origin origin, String method) {
        return refusesUse(origin, "CONNECT".equals(method) ? "GET" : method);
    }

    private @Nullable CorsRefusal refusesUse(Origin origin, String method) {
        if (!origins.contains(origin)) {
            return CorsRefusal.ORIGIN_NOT_ALLOWED;
        }
        return methods.contains(method) ? null : CorsRefusal.METHOD_NOT_ALLOWED;
    }

    /**
     * Decides about a preflight.
     *
     * @param origin where it comes from
     * @param method the method it asks for, hostile or not
     * @param requestedHeaders a list as in {@code Access-Control-Request-Headers}, hostile or not
     * @return why it is refused; null if what it asks for may be sent
     */
    public @Nullable CorsRefusal refusesPreflight(Origin origin, String method, String requestedHeaders) {
        CorsRefusal refusal = refusesUse(origin, method);
        return refusal == null && !headers.containsAll(requestedHeaders) ? CorsRefusal.HEADER_NOT_ALLOWED : refusal;
    }

    /**
     * Gives the value of {@code Access-Control-Allow-Origin}.
     *
     * @param origin where a request comes from
     * @return the origin, or {@code *} where any may call; null if this one may not
     */
    public @Nullable String allowedOrigin(Origin origin) {
        if (origins.containsAny()) {
            return CorsSettings.ANY;
        }
        return origins.contains(origin) ? origin.toString() : null;
    }

    /**
     * Tells whether the settings name an origin.
     *
     * @param origin an origin
     * @return true if it may call, and not only because any may
     */
    public boolean names(Origin origin) {
        return origins.names(origin);
    }

    /**
     * Gives the settings.
     *
     * @return what this policy was made from
     */
    public CorsSettings settings() {
        return settings;
    }

    boolean allowsCredentials() {
        return settings.allowCredentials();
    }

    @Nullable
    String exposedHeaders() {
        return exposed;
    }

    String allowMethods(String requested) {
        return methods.isAny() ? requested : methods.text();
    }

    String allowHeaders(String requested) {
        return headers.isAny() ? requested : headers.text();
    }

    String maxAge() {
        return maxAge;
    }
}
