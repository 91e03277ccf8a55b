package dev.gatehouse.headers.report;

import dev.gatehouse.web.LogText;
import java.util.Map;

/** Reads a violation from a report, in the words of the Reporting API or of the older CSP reports. */
final class Violations {

    private static final int MAX_LENGTH = 100;

    private Violations() {}

    static Violation of(Map<String, String> report, boolean legacy) {
        String type = legacy ? "csp-violation" : first(report, "type");
        String directive =
                first(report, "effectiveDirective", "effective-directive", "violated-directive", "featureId");
        String blocked = origin(first(report, "blockedURL", "blocked-uri"));
        boolean enforced = !"report".equals(first(report, "disposition"));
        return new Violation(safe(type.isEmpty() ? "unknown" : type), safe(directive), safe(blocked), enforced);
    }

    private static String first(Map<String, String> report, String... names) {
        for (String name : names) {
            String value = report.get(name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** The path of a URL may hold what is nobody's business, and makes every report a kind of its own. */
    private static String origin(String url) {
        int authority = url.indexOf("://");
        if (authority < 0) {
            return url;
        }
        int end = authority + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end);
    }

    private static String safe(String text) {
        return LogText.safe(text, MAX_LENGTH);
    }
}
