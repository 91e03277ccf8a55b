package dev.gatehouse.net;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request comes from a page of this service itself. Immutable, thread-safe.
 *
 * <p>The browser knows best: {@code Sec-Fetch-Site: same-origin} (Fetch Metadata, 2.3) cannot be sent by a script of
 * another origin. Where the browser or a proxy leaves it out, the origin is compared with the host the request was sent
 * to, as the container or Spring's forwarded-header filter gives it, and, behind a trusted proxy, with
 * {@code X-Forwarded-Host}. An {@code https} origin counts as the same as an {@code http} request to its host, since TLS
 * may have ended at a proxy that does not say so; never the other way round.
 */
public final class SameOrigin {

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

    private final ClientAddressResolver addresses;

    /**
     * Creates it.
     *
     * @param addresses tells whether a request came through a trusted proxy
     */
    public SameOrigin(ClientAddressResolver addresses) {
        this.addresses = addresses;
    }

    /**
     * Tells whether the browser or the origin says so.
     *
     * @param request the request
     * @param origin what its {@code Origin} header says; null if that is no origin
     * @return true if the request comes from a page of this service
     */
    public boolean isSentFromHere(HttpServletRequest request, @Nullable Origin origin) {
        return "same-origin".equals(request.getHeader(SEC_FETCH_SITE)) || (origin != null && isHere(request, origin));
    }

    /**
     * Tells whether an origin is the one of this service, whatever the browser says about the request.
     *
     * @param request the request
     * @param origin what its {@code Origin} header says
     * @return true if the host and the scheme are those the request was sent to
     */
    public boolean isHere(HttpServletRequest request, Origin origin) {
        boolean secure = request.isSecure() || "https".equals(request.getScheme());
        if (!origin.scheme().equals("https") && (secure || !origin.scheme().equals("http"))) {
            return false;
        }
        return isHost(origin, request.getServerName(), request.getServerPort(), secure)
                || isForwardedHost(origin, request);
    }

    private static boolean isHost(Origin origin, @Nullable String name, int port, boolean secure) {
        if (name == null || !isSameName(origin.host(), name)) {
            return false;
        }
        // Without a port in its Host header, a request on http seems to be for port 80.
        return port == origin.port()
                || (!secure
                        && port == 80
                        && origin.port() == 443
                        && origin.scheme().equals("https"));
    }

    private static boolean isSameName(String host, String name) {
        if (host.equalsIgnoreCase(name)) {
            return true;
        }
        IpAddress address = host.charAt(0) == '[' ? IpAddress.parseUriHost(host) : null;
        return address != null
                && address.equals(name.startsWith("[") ? IpAddress.parseUriHost(name) : IpAddress.parse(name));
    }

    private boolean isForwardedHost(Origin origin, HttpServletRequest request) {
        String forwarded = request.getHeader("X-Forwarded-Host");
        if (forwarded == null || !addresses.resolve(request).proxied()) {
            return false;
        }
        int comma = forwarded.indexOf(',');
        String first = comma < 0 ? forwarded : forwarded.substring(0, comma);
        return origin.equals(Origin.parse(origin.scheme() + "://" + first.strip()));
    }
}
