package dev.gatehouse.headers;

import java.util.HashSet;
import java.util.Set;

/** The syntax of RFC 6797, 6.1, and the rules of the browsers' preload list. */
final class TransportSecurityLint {

    static final long ONE_YEAR = 31_536_000;

    private TransportSecurityLint() {}

    static void check(String value) {
        Set<String> seen = new HashSet<>();
        long maxAge = -1;
        for (String part : value.split(";", -1)) {
            String directive = Lints.lower(part.trim());
            String name = directive.startsWith("max-age=") ? "max-age" : directive;
            if (!seen.add(name)) {
                throw Lints.refused(value, "names " + name + " twice. Write each directive once.");
            }
            switch (name) {
                case "max-age" -> maxAge = maxAge(value);
                case "includesubdomains", "preload" -> {}
                default ->
                    throw Lints.refused(
                            value,
                            "has the unknown directive '" + part.trim()
                                    + "'. Write max-age=63072000; includeSubDomains.");
            }
        }
        if (maxAge < 0) {
            throw Lints.refused(value, "has no max-age. Write max-age=63072000; includeSubDomains.");
        }
        if (seen.contains("preload") && (maxAge < ONE_YEAR || !seen.contains("includesubdomains"))) {
            throw Lints.refused(
                    value,
                    "cannot be preloaded: that needs includeSubDomains and a max-age of at least 31536000"
                            + " (hstspreload.org).");
        }
    }

    static long maxAge(String value) {
        for (String part : value.split(";", -1)) {
            String directive = Lints.lower(part.trim());
            if (directive.startsWith("max-age=")) {
                String seconds = directive.substring("max-age=".length());
                if (!seconds.matches("\\d{1,10}")) {
                    throw Lints.refused(value, "has a max-age that is not a number of seconds. Write 31536000.");
                }
                return Long.parseLong(seconds);
            }
        }
        return -1;
    }
}
