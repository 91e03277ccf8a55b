package dev.gatehouse.net;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request comes from a page of this service itself. Immutable, thread-safe.
 *
 * <p>The browser knows best: {@code Sec-Fetch-Site: same-origin} (Fetch Metadata, 2.3) cannot be sent by a script of
 * another origin. Where the browser or a proxy leaves it out, the origin is compared with the host the request was sent
 * to, as the container or Spring's forwarded-header filter gives it, and with the one that a trusted
 * proxy forwarded. An {@code https} origin counts as the same as an {@code http} request to its host, since TLS
 * may have ended at a proxy that does not say so; never the other way round.
 */
public final class SameOrigin {

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

    private final ForwardedTarget forwarded;

    /**
     * Creates it.
     *
     * @param forwarded tells what trusted proxies were asked for
     */
    public SameOrigin(ForwardedTarget forwarded) {
        this.forwarded = forwarded;
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
        boolean plain = !request.isSecure() && !"https".equals(request.getScheme());
        boolean https = origin.scheme().equals("https");
        boolean http = origin.scheme().equals("http") && plain && !forwarded.isHttps(request);
        return (https || http)
                && (isHost(origin, request.getServerName(), request.getServerPort(), plain && https)
                        || isForwardedHost(origin, request));
    }

    private static boolean isHost(Origin origin, @Nullable String name, int port, boolean mayBeDefault) {
        if (name == null || !isSameName(origin.host(), name)) {
            return false;
        }
        // Without a port in its Host header, a request on http seems to be for port 80.
        return port == origin.port() || (mayBeDefault && port == 80 && origin.port() == 443);
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
        String host = forwarded.host(request);
        return host != null && origin.equals(Origin.parse(origin.scheme() + "://" + host));
    }
}
