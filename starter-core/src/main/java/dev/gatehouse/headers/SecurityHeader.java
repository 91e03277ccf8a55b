package dev.gatehouse.headers;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The headers this feature knows, each with the rules for its value. */
public enum SecurityHeader {

    /** Stops browsers from guessing a content type (Fetch, 3.6). */
    X_CONTENT_TYPE_OPTIONS("X-Content-Type-Options", Lints.oneOf("nosniff"), null),
    /** Forbids framing in browsers without {@code frame-ancestors} (RFC 7034). */
    X_FRAME_OPTIONS("X-Frame-Options", Lints.oneOf("DENY", "SAMEORIGIN"), null),
    /** Says what of this URL others may learn. */
    REFERRER_POLICY("Referrer-Policy", Lints::referrerPolicy, null),
    /** Says what a document may load and run (CSP Level 3). */
    CONTENT_SECURITY_POLICY("Content-Security-Policy", CspLint::check, null),
    /** A policy that is only reported, beside the enforced one. */
    CONTENT_SECURITY_POLICY_REPORT_ONLY("Content-Security-Policy-Report-Only", CspLint::check, null),
    /** Switches browser features off (Permissions Policy, 5.1). */
    PERMISSIONS_POLICY("Permissions-Policy", PermissionsPolicyLint::check, null),
    /** Separates a document from those that opened it (HTML, 7.1.3). */
    CROSS_ORIGIN_OPENER_POLICY(
            "Cross-Origin-Opener-Policy",
            Lints.oneOfWithReporting("same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"),
            null),
    /** Demands that embedded resources agree to be embedded (HTML, 7.1.4). */
    CROSS_ORIGIN_EMBEDDER_POLICY(
            "Cross-Origin-Embedder-Policy",
            Lints.oneOfWithReporting("require-corp", "credentialless", "unsafe-none"),
            null),
    /** Says who may embed this resource (Fetch, 3.7). */
    CROSS_ORIGIN_RESOURCE_POLICY(
            "Cross-Origin-Resource-Policy", Lints.oneOf("same-origin", "same-site", "cross-origin"), null),
    /** Asks for a process of its own for this origin (HTML, 7.1.2). */
    ORIGIN_AGENT_CLUSTER("Origin-Agent-Cluster", Lints.oneOf("?1", "?0"), null),
    /** Keeps cross-domain policy files of old plug-ins out. */
    X_PERMITTED_CROSS_DOMAIN_POLICIES(
            "X-Permitted-Cross-Domain-Policies",
            Lints.oneOf("none", "master-only", "by-content-type", "by-ftp-filename", "all", "none-this-response"),
            null),
    /** Keeps browsers from looking up the hosts of links; "on" sends that word. */
    X_DNS_PREFETCH_CONTROL("X-DNS-Prefetch-Control", Lints.oneOf("off", "on"), "on"),
    /** Demands HTTPS from now on (RFC 6797); sent only over a secure connection and never for localhost. */
    STRICT_TRANSPORT_SECURITY("Strict-Transport-Security", TransportSecurityLint::check, null),
    /** Switches the faulty filter of old browsers off. */
    X_XSS_PROTECTION("X-XSS-Protection", Lints::xssProtection, null),
    /** Keeps the answer out of caches (RFC 9111, 5.2.2.5) when the handler says nothing about caching. */
    CACHE_CONTROL("Cache-Control", Lints::cacheControl, null),
    /** Where the browser sends reports (Reporting API, 3.3). */
    REPORTING_ENDPOINTS("Reporting-Endpoints", Lints::reportingEndpoints, null),
    /** Demands integrity metadata for scripts and styles. Not sent unless asked for. */
    INTEGRITY_POLICY("Integrity-Policy", Lints::keyValues, "blocked-destinations=(script)"),
    /** Clears what the browser keeps; for the path of a log-out. Not sent unless asked for. */
    CLEAR_SITE_DATA("Clear-Site-Data", Lints::clearSiteData, "\"cache\", \"cookies\", \"storage\""),
    /** Obsolete since 2021. Not sent unless asked for. */
    EXPECT_CT("Expect-CT", Lints::keyValues, "max-age=86400, enforce"),
    /** Obsolete, replaced by Permissions-Policy. Not sent unless asked for. */
    FEATURE_POLICY("Feature-Policy", Lints::featurePolicy, DefaultValues.FEATURE_POLICY);

    /** Refuses a value with an exception whose message tells what to write. */
    @FunctionalInterface
    interface Lint {
        void check(String value);
    }

    static final SecurityHeader[] ALL = values();

    private static final Set<String> OFF = Set.of("off", "false");
    private static final Set<String> ON = Set.of("on", "true");

    private final String headerName;
    private final Lint lint;
    private final @Nullable String valueWhenOn;

    SecurityHeader(String headerName, Lint lint, @Nullable String valueWhenOn) {
        this.headerName = headerName;
        this.lint = lint;
        this.valueWhenOn = valueWhenOn;
    }

    /**
     * Finds a header by its name.
     *
     * @param name the name in any case, e.g. "x-frame-options", with or without what separates its words: names in environment
     *     variables lose it
     * @return the header
     * @throws IllegalArgumentException if it is not one of these headers
     */
    public static SecurityHeader of(String name) {
        String letters = letters(name);
        for (SecurityHeader header : ALL) {
            if (letters(header.headerName).equalsIgnoreCase(letters)) {
                return header;
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' is not a security header. Write a name like x-frame-options or referrer-policy.");
    }

    private static String letters(String name) {
        return name.trim().replace("-", "").replace("_", "").replace(".", "");
    }

    /**
     * Tells the name on the wire.
     *
     * @return e.g. "X-Frame-Options"
     */
    public String headerName() {
        return headerName;
    }

    /**
     * Tells the name as it stands in properties.
     *
     * @return e.g. "x-frame-options"
     */
    public String propertyName() {
        return headerName.toLowerCase(Locale.ROOT);
    }

    int bit() {
        return 1 << ordinal();
    }

    @Nullable
    String valueWhenOn() {
        return valueWhenOn;
    }

    /** YAML reads a bare off as false, so both words switch off. */
    static boolean isOff(String setting) {
        return OFF.contains(setting.toLowerCase(Locale.ROOT));
    }

    static boolean isOn(String setting) {
        return ON.contains(setting.toLowerCase(Locale.ROOT));
    }

    String checked(String value) {
        Lints.visibleAscii(value);
        lint.check(value);
        return value;
    }
}
