package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.net.HostPattern;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the hosts of the service are named: WEB002 if not, WEB012 if one of them is none. */
final class TrustedHostCheck implements Check {

    private static final String ALLOWED = "gatehouse.trusted-hosts.allowed";
    private static final String ENABLED = "gatehouse.trusted-hosts.enabled";
    private static final String EXAMPLE = "api.example.com";

    @Override
    public List<Finding> check(CheckContext context) {
        if (!context.isOn(ENABLED, true)) {
            return List.of(weak(context, ENABLED, Change.set(ENABLED, "true")));
        }
        List<String> hosts = context.list(ALLOWED);
        if (hosts.isEmpty()) {
            return List.of(weak(context, ALLOWED, Change.set(ALLOWED, EXAMPLE)));
        }
        String wrong = hosts.stream()
                .map(host -> whatIsWrongWith(host.strip()))
                .filter(text -> text != null)
                .findFirst()
                .orElse(null);
        if (wrong == null) {
            return List.of();
        }
        List<String> right = new ArrayList<>();
        hosts.forEach(host -> right.add(repaired(host.strip())));
        return List.of(Finding.of(
                        "WEB012", context.severity(Severity.ERROR), wrong, Change.set(ALLOWED, String.join(",", right)))
                .about(ALLOWED, context.find(ALLOWED)));
    }

    private static Finding weak(CheckContext context, String property, Change... changes) {
        List<Change> steps = new ArrayList<>(List.of(changes));
        if (context.list(ALLOWED).isEmpty() && property.equals(ENABLED)) {
            steps.add(Change.set(ALLOWED, EXAMPLE));
        }
        return new Finding(
                        "WEB002",
                        context.severity(Severity.WARNING),
                        null,
                        null,
                        "Requests for any host are served, so a client decides what links and caches say.",
                        "",
                        steps)
                .about(property, context.find(property));
    }

    private static @Nullable String whatIsWrongWith(String host) {
        try {
            HostPattern.of(host);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** What was meant, where that can be told. */
    private static String repaired(String host) {
        if (whatIsWrongWith(host) == null) {
            return host;
        }
        String bare = host.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst("[/?#].*$", "");
        String name = bare;
        try {
            name = bare.chars().anyMatch(c -> c > 127) ? IDN.toASCII(bare) : bare;
        } catch (IllegalArgumentException e) {
            // Not a name either: the example says what one looks like.
            name = EXAMPLE;
        }
        return whatIsWrongWith(name) == null ? name : EXAMPLE;
    }
}
