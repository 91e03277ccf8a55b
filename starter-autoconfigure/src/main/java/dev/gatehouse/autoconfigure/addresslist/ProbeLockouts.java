package dev.gatehouse.autoconfigure.addresslist;

import dev.gatehouse.addresslist.AddressList;
import dev.gatehouse.addresslist.AddressLists;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.net.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;

/**
 * Finds the lists that keep health probes away. Probes come from the machine itself (a container's health check) or from
 * a private network (a cluster's nodes); which one, nobody knows here, so a list is fine if it admits the machine and some
 * private address. Thread-safe.
 */
public final class ProbeLockouts {

    private static final List<Cidr> MACHINE = cidrs("127.0.0.1", "::1");
    private static final List<Cidr> CLUSTER = cidrs(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10");

    private final AddressLists lists;
    private final List<String> healthPaths;

    ProbeLockouts(AddressLists lists, Environment environment) {
        this.lists = lists;
        this.healthPaths = healthPaths(environment);
    }

    /**
     * Looks through the lists.
     *
     * @return one finding for each list that keeps probes away; empty if none does
     */
    public List<ProbeLockout> find() {
        List<ProbeLockout> found = new ArrayList<>();
        for (int i = 0; i < lists.lists().size(); i++) {
            AddressList list = lists.lists().get(i);
            String who = lockedOut(list);
            String property = AddressListProperties.PREFIX + "[" + i + "]";
            if (!who.isEmpty()) {
                healthPaths.stream()
                        .filter(path -> covers(list, path))
                        .findFirst()
                        .ifPresent(path -> found.add(new ProbeLockout(property, path, who)));
            }
        }
        return found;
    }

    private static boolean covers(AddressList list, String path) {
        return list.matcher() instanceof PathRequestMatcher matcher && matcher.covers(path, "GET");
    }

    private static String lockedOut(AddressList list) {
        return Stream.of(
                        MACHINE.stream().anyMatch(list::admitsAnyOf)
                                ? ""
                                : "probes of the machine itself (127.0.0.1, ::1)",
                        CLUSTER.stream().anyMatch(list::admitsAnyOf) ? "" : "probes from any private network")
                .filter(who -> !who.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static List<String> healthPaths(Environment environment) {
        String own = environment.getProperty("gatehouse.health.base-path", "/health");
        String actuator = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        String health = environment.getProperty("management.endpoints.web.path-mapping.health", "health");
        String endpoint = ("/".equals(actuator) ? "" : actuator) + "/" + health;
        return List.of(
                own,
                own + "/live",
                own + "/ready",
                endpoint,
                endpoint + "/liveness",
                endpoint + "/readiness",
                "/livez",
                "/readyz");
    }

    private static List<Cidr> cidrs(String... networks) {
        return Stream.of(networks).map(Cidr::of).toList();
    }
}
