package dev.gatehouse.autoconfigure.environment.check;

import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.error;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.is;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.isTrue;
import static dev.gatehouse.autoconfigure.environment.check.PropertyCheck.warning;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Actuator tells, and to whom: ACT001 to ACT005. */
final class ActuatorChecks {

    private static final String INCLUDE = "management.endpoints.web.exposure.include";
    private static final String PORT = "management.server.port";
    private static final String DETAILS = "Everybody learns which systems stand behind the service and how they are.";
    private static final Set<String> HARMLESS = Set.of("health", "info");

    private static final List<String> DANGEROUS = List.of("heapdump", "shutdown");
    private static final String GROUPS = "management.endpoint.health.group";
    private static final String ACCESS = "management.endpoints.access.default";

    /** Deprecated, and still read. */
    private static final String ENABLED = "management.endpoints.enabled-by-default";

    private ActuatorChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(ActuatorChecks::exposure);
        for (String endpoint : List.of("env", "configprops", "quartz")) {
            checks.add(error("ACT002", "management.endpoint." + endpoint + ".show-values", is("always"))
                    .because(
                            "The endpoint shows the values of properties, passwords included, to everybody who may use it.")
                    .fix("never"));
        }
        for (String shown : List.of("show-details", "show-components")) {
            checks.add(warning("ACT003", "management.endpoint.health." + shown, is("always"))
                    .because(DETAILS)
                    .fix("when-authorized"));
        }
        checks.add(ActuatorChecks::healthGroups);
        checks.add(ActuatorChecks::defaultAccess);
        for (String endpoint : DANGEROUS) {
            checks.add(warning("ACT004", "management.endpoint." + endpoint + ".access", is("unrestricted", "read-only"))
                    .because(why(endpoint))
                    .fix("none"));
            checks.add(warning("ACT004", "management.endpoint." + endpoint + ".enabled", isTrue())
                    .because(why(endpoint))
                    .fix(Change.remove("management.endpoint." + endpoint + ".enabled")));
            checks.add(context -> exposed(context, endpoint));
        }
        checks.add(ActuatorChecks::withoutGuard);
        return checks;
    }

    private static String why(String endpoint) {
        return endpoint.equals("heapdump")
                ? "A dump of the heap holds every secret and all data that the service has in its memory."
                : "Everybody who may use the endpoint can stop the service.";
    }

    /** A group has settings of its own, under any name. */
    private static List<Finding> healthGroups(CheckContext context) {
        List<Finding> findings = new ArrayList<>();
        for (ConfiguredProperty property : context.all()) {
            String name = MetadataKeys.uniform(property.name());
            if (property.name().startsWith(GROUPS)
                    && (name.endsWith("showdetails") || name.endsWith("showcomponents"))
                    && is("always").isWrong(property.value().strip())) {
                findings.add(Finding.of(
                                "ACT003",
                                context.severity(Severity.WARNING),
                                DETAILS,
                                Change.set(property.name(), "when-authorized"))
                        .about(property.name(), property));
            }
        }
        return findings;
    }

    /** All other endpoints have this access anyhow: it opens the two that have none unless they are given it. */
    private static List<Finding> defaultAccess(CheckContext context) {
        String opened = is("unrestricted").isWrong(context.value(ACCESS)) ? ACCESS : ENABLED;
        Change[] closed = DANGEROUS.stream()
                .filter(endpoint -> context.value("management.endpoint." + endpoint + ".access") == null
                        && context.value("management.endpoint." + endpoint + ".enabled") == null)
                .map(endpoint -> Change.set("management.endpoint." + endpoint + ".access", "none"))
                .toArray(Change[]::new);
        if (closed.length == 0 || opened.equals(ENABLED) && !isTrue().isWrong(context.value(ENABLED))) {
            return List.of();
        }
        return List.of(Finding.of(
                        "ACT004",
                        context.severity(Severity.WARNING),
                        "Endpoints get access that have none by default: a dump of the heap with every secret in it, and"
                                + " the end of the service.",
                        closed)
                .about(opened, context.find(opened)));
    }

    private static List<Finding> exposure(CheckContext context) {
        if (!context.list(INCLUDE).contains("*")) {
            return List.of();
        }
        return List.of(Finding.of(
                        "ACT001",
                        context.severity(Severity.ERROR),
                        "All endpoints can be reached over HTTP, those that show the configuration among them.",
                        Change.set(INCLUDE, "health,info"))
                .about(INCLUDE, context.find(INCLUDE)));
    }

    /** Spring Boot reads the id of an endpoint in any spelling. */
    private static List<Finding> exposed(CheckContext context, String endpoint) {
        List<String> included = new ArrayList<>(context.list(INCLUDE));
        if (!included.removeIf(id -> MetadataKeys.uniform(id).equals(endpoint))) {
            return List.of();
        }
        return List.of(Finding.of(
                        "ACT004",
                        context.severity(Severity.WARNING),
                        why(endpoint),
                        Change.set(INCLUDE, included.isEmpty() ? "health" : String.join(",", included)))
                .about(INCLUDE, context.find(INCLUDE)));
    }

    private static List<Finding> withoutGuard(CheckContext context) {
        List<String> telling = context.list(INCLUDE).stream()
                .filter(endpoint -> !HARMLESS.contains(MetadataKeys.uniform(endpoint)))
                .toList();
        if (telling.isEmpty()
                || isOnAPortOfItsOwn(context)
                || context.hasClass("org.springframework.security.web.SecurityFilterChain")
                || new AddressListCover(context).covers(telling)) {
            return List.of();
        }
        return List.of(Finding.of(
                        "ACT005",
                        context.severity(Severity.WARNING),
                        "Endpoints for operators are on the port of the clients, and nobody asks who calls.",
                        Change.set(PORT, "8081"))
                .advise("Let only operators reach that port. Or add Spring Security, or an address list for the paths.")
                .about(INCLUDE, context.find(INCLUDE)));
    }

    /** As Spring Boot decides it, to which an empty port is none. */
    private static boolean isOnAPortOfItsOwn(CheckContext context) {
        String port = context.value(PORT);
        String main = context.value("server.port");
        return port != null
                && !port.isEmpty()
                && (port.equals("0") || !port.equals(main == null || main.isEmpty() ? "8080" : main));
    }
}
