package dev.gatehouse.https;

import dev.gatehouse.net.Authority;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.web.RequestMatcher;
import org.jspecify.annotations.Nullable;

/**
 * How requests in plain HTTP are handled.
 *
 * @param mode what becomes of them
 * @param host the host that redirects lead to, without a port; null for the one the client asked for, if it is trusted
 * @param port the port that redirects lead to, 1 to 65535
 * @param trusted the hosts that redirects may lead to while {@code host} is null; nothing is redirected if it is empty
 * @param redirectStatus 301, 302, 307 or 308
 * @param loopDetection whether a redirect sets a cookie that only a browser on HTTPS keeps, by which a proxy that does
 *     not say that it ended TLS is found out
 * @param exemptLoopback whether requests from this machine for this machine are served in plain HTTP
 * @param exempt further requests that are served in plain HTTP
 */
public record HttpsSettings(
        HttpsMode mode,
        @Nullable Authority host,
        int port,
        HostSet trusted,
        int redirectStatus,
        boolean loopDetection,
        boolean exemptLoopback,
        RequestMatcher exempt) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public HttpsSettings {
        if (host != null && host.port() != -1) {
            throw new IllegalArgumentException("'" + host + "' has a port. Give the host alone, and the port apart.");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(port + " is not a port. Use 1 to 65535.");
        }
        if (redirectStatus != 301 && redirectStatus != 302 && redirectStatus != 307 && redirectStatus != 308) {
            throw new IllegalArgumentException(
                    redirectStatus + " is not the status of a redirect to HTTPS. Use 301, 302, 307 or 308.");
        }
    }

    /**
     * Gives the settings of a service that nobody told its host.
     *
     * @return {@link HttpsMode#AUTO}, redirects to no host yet, port 443, status 308, loops detected, loopback exempt
     */
    public static HttpsSettings defaults() {
        return new HttpsSettings(HttpsMode.AUTO, null, 443, HostSet.of(), 308, true, true, request -> false);
    }

    /**
     * Chooses the mode.
     *
     * @param newMode what becomes of requests in plain HTTP
     * @return a copy with that mode
     */
    public HttpsSettings withMode(HttpsMode newMode) {
        return new HttpsSettings(newMode, host, port, trusted, redirectStatus, loopDetection, exemptLoopback, exempt);
    }

    /**
     * Names the hosts that redirects may lead to.
     *
     * @param newTrusted the hosts
     * @return a copy with these hosts
     */
    public HttpsSettings withTrusted(HostSet newTrusted) {
        return new HttpsSettings(mode, host, port, newTrusted, redirectStatus, loopDetection, exemptLoopback, exempt);
    }
}
