package dev.gatehouse.autoconfigure.https;

import dev.gatehouse.autoconfigure.web.ExemptPaths;
import dev.gatehouse.https.HttpsMode;
import dev.gatehouse.https.HttpsSettings;
import dev.gatehouse.net.Authority;
import dev.gatehouse.net.HostSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What becomes of requests in plain HTTP.
 *
 * @param mode what becomes of them: "off" serves them, "auto" redirects navigations of browsers and refuses the rest
 *     with 403, "redirect" redirects every GET and HEAD without an Authorization header and refuses the rest, "reject"
 *     refuses all; empty for "auto" with the profile prod or production and "off" otherwise
 * @param host host that redirects lead to, without a port, e.g. "www.example.com"; empty for the one that was asked for
 *     if gatehouse.trusted-hosts.allowed covers it
 * @param port port that redirects lead to, 1 to 65535
 * @param redirectStatus status of redirects: 301, 302, 307 or 308
 * @param loopDetection whether a redirect sets a cookie for a minute that only a browser on HTTPS keeps; if it comes
 *     back in plain HTTP, a proxy ended TLS without saying so, and the request is refused instead of redirected in a
 *     loop
 * @param exemptLoopback whether requests from this machine that name it as their host are served in plain HTTP
 * @param exemptPaths path patterns that anybody is served in plain HTTP, e.g. "/crl/**"; ACME challenges need no entry
 */
@ConfigurationProperties("gatehouse.https")
public record HttpsProperties(
        @Nullable HttpsMode mode,
        @Nullable Authority host,
        @DefaultValue("443") int port,
        @DefaultValue("308") int redirectStatus,
        @DefaultValue("true") boolean loopDetection,
        @DefaultValue("true") boolean exemptLoopback,
        @DefaultValue List<String> exemptPaths) {

    private static final String PREFIX = "gatehouse.https.";

    /**
     * Copies the list and checks the values.
     *
     * @throws InvalidConfigurationPropertyValueException if one cannot be used; names the property
     */
    public HttpsProperties {
        exemptPaths = List.copyOf(exemptPaths);
        if (host != null && host.port() != -1) {
            throw invalid("host", host, "It has a port. Write the port to gatehouse.https.port.");
        }
        if (port < 1 || port > 65_535) {
            throw invalid("port", port, "Use 1 to 65535.");
        }
        if (!List.of(301, 302, 307, 308).contains(redirectStatus)) {
            throw invalid("redirect-status", redirectStatus, "Use 301, 302, 307 or 308.");
        }
        try {
            ExemptPaths.anyOf(exemptPaths);
        } catch (IllegalArgumentException e) {
            throw invalid("exempt-paths", String.join(",", exemptPaths), String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(String name, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + name, value, reason);
    }

    HttpsSettings toSettings(HttpsMode effectiveMode, HostSet trusted) {
        return new HttpsSettings(
                effectiveMode,
                host,
                port,
                trusted,
                redirectStatus,
                loopDetection,
                exemptLoopback,
                ExemptPaths.anyOf(exemptPaths));
    }
}
