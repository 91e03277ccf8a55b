package dev.gatehouse.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds configured values that are valid and weak. */
final class Weaknesses {

    private static final Set<String> OPEN_SOURCES = Set.of("*", "http:", "https:", "data:", "'unsafe-inline'");

    private Weaknesses() {}

    static List<String> of(SecurityHeadersSettings settings) {
        List<String> found = new ArrayList<>();
        check(settings.headers(), settings, found);
        settings.profileHeaders().values().forEach(headers -> check(headers, settings, found));
        settings.paths().forEach(path -> check(path.headers(), settings, found));
        return List.copyOf(found);
    }

    private static void check(HeaderOverrides overrides, SecurityHeadersSettings settings, List<String> found) {
        overrides.settings().forEach((header, value) -> {
            if (SecurityHeader.isOff(value) || SecurityHeader.isOn(value)) {
                return;
            }
            switch (header) {
                case CONTENT_SECURITY_POLICY -> policy(value, found);
                case CONTENT_SECURITY_POLICY_REPORT_ONLY -> {
                    if (settings.reportsTo() == null && !CspLint.reports(value)) {
                        found.add(header.headerName() + " has nowhere to report to. Configure an endpoint.");
                    }
                }
                case STRICT_TRANSPORT_SECURITY -> {
                    long maxAge = TransportSecurityLint.maxAge(value);
                    if (maxAge > 0 && maxAge < TransportSecurityLint.ONE_YEAR) {
                        found.add(header.headerName() + " has a max-age under one year (ASVS 3.4.1).");
                    }
                }
                case REFERRER_POLICY -> {
                    if (value.contains("unsafe-url") || value.contains("no-referrer-when-downgrade")) {
                        found.add(header.headerName() + " tells other sites the full URL (ASVS 3.4.5).");
                    }
                }
                default -> {}
            }
        });
    }

    private static void policy(String value, List<String> found) {
        String header = SecurityHeader.CONTENT_SECURITY_POLICY.headerName();
        Map<String, List<String>> directives = CspLint.directives(value);
        List<String> fallback = directives.getOrDefault("default-src", List.of("*"));
        List<String> scripts = directives.getOrDefault("script-src", fallback);
        if (scripts.stream().map(Lints::lower).anyMatch(OPEN_SOURCES::contains)
                && !scripts.contains("'strict-dynamic'")) {
            found.add(header + " lets scripts of anybody run. Use 'self', hosts, or a nonce.");
        }
        if (!directives.getOrDefault("object-src", fallback).equals(List.of("'none'"))) {
            found.add(header + " has no object-src 'none' (ASVS 3.4.3).");
        }
        if (!List.of("'none'").equals(directives.get("base-uri"))) {
            found.add(header + " has no base-uri 'none' (ASVS 3.4.3).");
        }
        if (!directives.containsKey("frame-ancestors")) {
            found.add(header + " has no frame-ancestors (ASVS 3.4.6).");
        }
    }
}
