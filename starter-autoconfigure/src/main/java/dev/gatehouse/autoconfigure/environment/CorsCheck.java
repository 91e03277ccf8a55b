package dev.gatehouse.autoconfigure.environment;

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
        for (String property : properties) {
            check(context, prefix + property, findings);
        }
        return findings;
    }

    private void check(CheckContext context, String property, List<Finding> findings) {
        List<String> origins = context.list(property);
        if (origins.stream().anyMatch(CorsCheck::isEverybody)) {
            boolean credentials = context.isOn(prefix + "allow-credentials", false);
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
        return origin.strip().startsWith("http://");
    }
}
