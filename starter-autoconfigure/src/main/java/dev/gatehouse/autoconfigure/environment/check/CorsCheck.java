package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Who may call from a browser: WEB001 for everybody, WEB011 for pages in plain HTTP. */
final class CorsCheck implements Check {

    static final String ORIGINS = "allowed-origins";

    private static final String CREDENTIALS = "allow-credentials";
    private static final String EXAMPLE = "https://app.example.com";

    private static final Pattern EVERYBODY = Pattern.compile("\\*|[A-Za-z0-9+.*-]{1,32}+://\\*(?:[:/].*+)?+");

    private final String prefix;
    private final List<String> properties;

    CorsCheck(String prefix, String... properties) {
        this.prefix = prefix;
        this.properties = List.of(properties);
    }

    /** Whether an origin, or a pattern of origins, is that of any page: its whole host is an asterisk. */
    static boolean isEverybody(String origin) {
        return EVERYBODY.matcher(origin.strip()).matches();
    }

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        boolean credentials = context.isOn(prefix + CREDENTIALS, false);
        for (String property : properties) {
            check(context, prefix + property, credentials, findings);
        }
        for (int i = 0; context.find(path(i) + "path") != null; i++) {
            if (context.isOn(path(i) + "enabled", true)) {
                check(context, path(i) + ORIGINS, context.isOn(path(i) + CREDENTIALS, credentials), findings);
            }
        }
        return findings;
    }

    /** Ours has settings of its own for some paths. */
    private String path(int index) {
        return prefix + "paths[" + index + "].";
    }

    private static void check(CheckContext context, String property, boolean credentials, List<Finding> findings) {
        List<String> origins = context.list(property);
        if (origins.stream().anyMatch(CorsCheck::isEverybody)) {
            findings.add(Finding.of(
                            "WEB001",
                            context.severity(credentials ? Severity.ERROR : Severity.WARNING),
                            credentials
                                    ? "Every page of the web may call with the cookies of its visitor and read the answers."
                                    : "Every page of the web may call from the browser of its visitor and read the answers.",
                            Change.set(property, EXAMPLE))
                    .about(property, context.find(property)));
        }
        if (context.isProduction() && origins.stream().anyMatch(CorsCheck::isPlainHttp)) {
            findings.add(Finding.of(
                            "WEB011",
                            Severity.WARNING,
                            "A page that comes over plain HTTP may call. Whoever is on its way writes its scripts.",
                            Change.set(property, EXAMPLE))
                    .about(property, context.find(property)));
        }
    }

    private static boolean isPlainHttp(String origin) {
        return origin.strip().regionMatches(true, 0, "http://", 0, 7);
    }
}
