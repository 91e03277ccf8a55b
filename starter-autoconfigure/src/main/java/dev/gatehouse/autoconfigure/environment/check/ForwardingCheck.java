package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;

/** Whose word about client, host and scheme counts: WEB003 if it is nobody's although there is a proxy, WEB006 if everybody's. */
final class ForwardingCheck implements Check {

    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final String PROXIES = "gatehouse.client-address.trusted-proxies";
    private static final String INTERNAL = "server.tomcat.remoteip.internal-proxies";
    private static final String TRUSTED = "server.tomcat.remoteip.trusted-proxies";
    private static final List<String> TOMCAT = List.of(INTERNAL, TRUSTED);
    private static final String PRIVATE = "10.0.0.0/8";

    @Override
    public List<Finding> check(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        if (believesNobody(context)) {
            findings.add(finding(
                    "WEB003",
                    context,
                    INTERNAL,
                    "Tomcat is told to believe proxies and takes nobody for one: all clients are the proxy, with one rate"
                            + " limit and one lock-out for all, and every request counts as plain HTTP. Write networks"
                            + " with a slash.",
                    Change.set(INTERNAL, PRIVATE)));
        }
        if ("framework".equalsIgnoreCase(context.value(STRATEGY))) {
            findings.add(finding(
                    "WEB006",
                    context,
                    STRATEGY,
                    "Spring's filter believes the forwarded headers of every client: each can be anybody.",
                    Change.set(STRATEGY, "native")));
        }
        if (context.list(PROXIES).stream().anyMatch(network -> network.strip().endsWith("/0"))) {
            findings.add(finding(
                    "WEB006",
                    context,
                    PROXIES,
                    "Every client counts as a trusted proxy and can claim any address.",
                    Change.set(PROXIES, PRIVATE)));
        }
        for (String tomcat : TOMCAT) {
            String proxies = context.value(tomcat);
            if (proxies != null && TomcatProxies.includeStrangers(proxies)) {
                findings.add(finding(
                        "WEB006",
                        context,
                        tomcat,
                        "Tomcat takes clients with public addresses for proxies and believes their headers.",
                        Change.remove(tomcat)));
            }
        }
        return findings;
    }

    /** Left out, the private networks are taken for proxies; set and empty, as an empty variable leaves it, nobody is. */
    private static boolean believesNobody(CheckContext context) {
        String internal = context.value(INTERNAL);
        String trusted = context.value(TRUSTED);
        return "native".equalsIgnoreCase(context.value(STRATEGY))
                && internal != null
                && TomcatProxies.includeNobody(internal)
                && (trusted == null || TomcatProxies.includeNobody(trusted))
                && context.list(PROXIES).isEmpty();
    }

    private static Finding finding(String id, CheckContext context, String property, String problem, Change change) {
        return Finding.of(id, context.severity(Severity.WARNING), problem, change)
                .about(property, context.find(property));
    }
}
