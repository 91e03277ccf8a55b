package dev.gatehouse.https;

import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.net.HostVerdict;
import dev.gatehouse.web.ContainerRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Finds out that TLS ended in front of the service although nobody said so in a way that counts: then a redirect to
 * HTTPS would come back as the same request, for ever. A redirect carries no state, but it can set a cookie with the
 * prefix {@code __Host-}: a browser keeps and sends it only if its own connection is HTTPS. Whoever brings it back over
 * what looks like plain HTTP has been redirected before and was on HTTPS already.
 */
final class HiddenTls {

    /** What gives TLS away, the strongest sign first. */
    enum Sign {
        /** The cookie of a redirect came back. */
        COOKIE,
        /** A forwarded header says https, but its sender is not trusted or its proxies do not agree. */
        CLAIM,
        /** A browser sent Sec-Fetch-Mode, which it does over HTTPS only; so may a program that copies one. */
        FETCH_METADATA,
        NONE
    }

    static final String COOKIE_NAME = "__Host-gatehouse-https";

    private static final String COOKIE = COOKIE_NAME + "=1; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax";

    /** To browsers these are as good as HTTPS (W3C Secure Contexts, 3.1). */
    private static final HostSet TRUSTWORTHY = HostSet.of("localhost", "*.localhost", "127.0.0.0/8", "[::1]");

    private final boolean cookies;
    private final ForwardedTarget forwarded;

    HiddenTls(boolean cookies, ForwardedTarget forwarded) {
        this.cookies = cookies;
        this.forwarded = forwarded;
    }

    Sign sign(HttpServletRequest request) {
        if (forwarded.claimsHttps(request)) {
            return Sign.CLAIM;
        }
        if (isTrustworthy(request)) {
            return Sign.NONE;
        }
        if (cookies && hasCookie(request)) {
            return Sign.COOKIE;
        }
        return request.getHeader("Sec-Fetch-Mode") == null ? Sign.NONE : Sign.FETCH_METADATA;
    }

    private static boolean isTrustworthy(HttpServletRequest request) {
        String host = ContainerRequest.host(request);
        return host == null || TRUSTWORTHY.judge(host) == HostVerdict.COVERED;
    }

    private static boolean hasCookie(HttpServletRequest request) {
        Cookie[] sent = request.getCookies();
        if (sent == null) {
            return false;
        }
        for (Cookie cookie : sent) {
            if (COOKIE_NAME.equals(cookie.getName())) {
                return true;
            }
        }
        return false;
    }

    void mark(HttpServletResponse redirect) {
        if (cookies) {
            redirect.addHeader("Set-Cookie", COOKIE);
        }
    }
}
