package dev.gatehouse.headers;

import dev.gatehouse.headers.SecurityHeader.Lint;
import dev.gatehouse.web.LogText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules for the simpler values. A message says what is wrong and what to write. */
final class Lints {

    private static final Set<String> REFERRER_POLICIES = Set.of(
            "no-referrer",
            "no-referrer-when-downgrade",
            "origin",
            "origin-when-cross-origin",
            "same-origin",
            "strict-origin",
            "strict-origin-when-cross-origin",
            "unsafe-url");

    private static final Set<String> SITE_DATA =
            Set.of("\"cache\"", "\"cookies\"", "\"storage\"", "\"executionContexts\"", "\"clientHints\"", "\"*\"");

    private Lints() {}

    static IllegalArgumentException refused(String value, String remedy) {
        return new IllegalArgumentException("'" + LogText.safe(value, 120) + "' " + remedy);
    }

    static void visibleAscii(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The value is empty. Write off to leave the header out.");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                throw refused(
                        value,
                        "has a line break, a control character or a letter beyond ASCII at position " + i
                                + ". Write one line of visible ASCII.");
            }
        }
    }

    static Lint oneOf(String... allowed) {
        List<String> words = Arrays.asList(allowed);
        return value -> {
            if (!words.contains(value)) {
                throw refused(value, "is not a value of this header. Write " + String.join(", ", words) + " or off.");
            }
        };
    }

    static Lint oneOfWithReporting(String... allowed) {
        Lint words = oneOf(allowed);
        return value -> {
            int parameter = value.indexOf(';');
            words.check(parameter < 0 ? value : value.substring(0, parameter).trim());
            if (parameter >= 0 && !value.substring(parameter + 1).trim().matches("report-to=\"[A-Za-z0-9._-]+\"")) {
                throw refused(value, "has an unknown parameter. Write ; report-to=\"name\" or nothing.");
            }
        };
    }

    static void referrerPolicy(String value) {
        for (String policy : value.split(",", -1)) {
            if (!REFERRER_POLICIES.contains(policy.trim())) {
                throw refused(
                        value, "is not a referrer policy. Write e.g. no-referrer or strict-origin-when-cross-origin.");
            }
        }
    }

    static void xssProtection(String value) {
        if (!value.matches("0|1|1; *mode=block|1; *report=\\S+")) {
            throw refused(value, "is not a value of this header. Write 0, 1 or 1; mode=block.");
        }
    }

    static void cacheControl(String value) {
        for (String directive : value.split(",", -1)) {
            if (!directive.trim().matches("[A-Za-z][A-Za-z0-9-]*(=([A-Za-z0-9-]+|\"[^\"]*\"))?")) {
                throw refused(value, "is not a list of cache directives. Write e.g. no-store or no-cache, private.");
            }
        }
    }

    static void reportingEndpoints(String value) {
        for (String endpoint : value.split(",", -1)) {
            if (!endpoint.trim().matches("[a-z*][a-z0-9_.*-]*=\"(/|https://)[^\" ]*\"")) {
                throw refused(
                        value,
                        "is not a list of endpoints. Write name=\"https://reports.example.com/\" with a URL over"
                                + " https or an absolute path.");
            }
        }
    }

    static void clearSiteData(String value) {
        for (String type : value.split(",", -1)) {
            if (!SITE_DATA.contains(type.trim())) {
                throw refused(value, "is not a list of quoted types. Write e.g. \"cache\", \"cookies\", \"storage\".");
            }
        }
    }

    static void keyValues(String value) {
        for (String member : value.split(",", -1)) {
            if (!member.trim().matches("[a-z][a-z0-9_.*-]*(=(\\d+|\"[^\"]*\"|\\([a-z0-9 _-]*\\)))?")) {
                throw refused(value, "cannot be read. Write key=value members separated by commas.");
            }
        }
    }

    static void featurePolicy(String value) {
        for (String directive : value.split(";", -1)) {
            if (!directive.trim().matches("[a-z][a-z-]*( +('self'|'none'|'src'|\\*|https://[A-Za-z0-9.:*-]+))+")) {
                throw refused(
                        value, "is not a feature policy. Write e.g. camera 'none'; geolocation 'self' with quotes.");
            }
        }
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
