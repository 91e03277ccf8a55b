package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose word about client, host and scheme counts: WEB006 if it is everybody's. */
final class ForwardingCheck implements Check {

    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final String PROXIES = "gatehouse.client-address.trusted-proxies";
    private static final String TOMCAT = "server.tomcat.remoteip.internal-proxies";
    private static final String PRIVATE = "10.0.0.0/8";

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        if ("framework".equalsIgnoreCase(context.value(STRATEGY))) {
            findings.add(finding(
                    context,
                    STRATEGY,
                    "Spring's filter believes the forwarded headers of every client: each can be anybody.",
                    Change.set(STRATEGY, "native")));
        }
        if (context.list(PROXIES).stream().anyMatch(network -> network.strip().endsWith("/0"))) {
            findings.add(finding(
                    context,
                    PROXIES,
                    "Every client counts as a trusted proxy and can claim any address.",
                    Change.set(PROXIES, PRIVATE)));
        }
        if (isAnything(context.value(TOMCAT))) {
            findings.add(finding(
                    context,
                    TOMCAT,
                    "Tomcat takes every client for a proxy of its own network and believes its headers.",
                    Change.remove(TOMCAT)));
        }
        return findings;
    }

    private static boolean isAnything(@Nullable String pattern) {
        return pattern != null
                && (pattern.equals("0.0.0.0/0")
                        || pattern.contains("0.0.0.0/0,")
                        || pattern.contains("::/0")
                        || pattern.matches("\\.[*+]|\\^?\\.\\*\\$?"));
    }

    private static Finding finding(CheckContext context, String property, String problem, Change change) {
        return Finding.of("WEB006", context.severity(Severity.WARNING), problem, change)
                .about(property, context.find(property));
    }
}
