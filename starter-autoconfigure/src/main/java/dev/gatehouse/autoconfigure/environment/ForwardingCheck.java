package dev.gatehouse.autoconfigure.environment;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;

/** Whose word about client, host and scheme counts: WEB006 if it is everybody's. */
final class ForwardingCheck implements Check {

    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final String PROXIES = "gatehouse.client-address.trusted-proxies";
    private static final List<String> TOMCAT =
            List.of("server.tomcat.remoteip.internal-proxies", "server.tomcat.remoteip.trusted-proxies");
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
        for (String tomcat : TOMCAT) {
            String proxies = context.value(tomcat);
            if (proxies != null && TomcatProxies.includeStrangers(proxies)) {
                findings.add(finding(
                        context,
                        tomcat,
                        "Tomcat takes clients with public addresses for proxies and believes their headers.",
                        Change.remove(tomcat)));
            }
        }
        return findings;
    }

    private static Finding finding(CheckContext context, String property, String problem, Change change) {
        return Finding.of("WEB006", context.severity(Severity.WARNING), problem, change)
                .about(property, context.find(property));
    }
}
