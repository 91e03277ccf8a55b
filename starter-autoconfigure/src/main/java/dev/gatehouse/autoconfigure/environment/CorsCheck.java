package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;

/** Who may call from a browser: WEB001 for everybody, WEB011 for pages in plain HTTP. */
final class CorsCheck implements Check {

    private static final String EXAMPLE = "https://app.example.com";

    private final String prefix;

    CorsCheck(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        String property = prefix + ".allowed-origins";
        List<String> origins = context.list(property);
        List<Finding> findings = new ArrayList<>();
        if (origins.stream().anyMatch(origin -> origin.strip().equals("*"))) {
            boolean credentials = context.isOn(prefix + ".allow-credentials", false);
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
        return findings;
    }

    private static boolean isPlainHttp(String origin) {
        return origin.strip().startsWith("http://");
    }
}
