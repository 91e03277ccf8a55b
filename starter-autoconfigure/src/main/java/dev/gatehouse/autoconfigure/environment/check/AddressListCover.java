package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.CheckContext;
import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** Whether address lists stand in front of Actuator's endpoints, of each with all that is below it. */
final class AddressListCover {

    private static final String LISTS = "gatehouse.address-lists[";
    private static final String WEB = "management.endpoints.web.";
    private static final String BELOW = "/some/part";

    /** Have nothing below them. */
    private static final Set<String> LEAVES =
            Set.of("prometheus", "heapdump", "threaddump", "httpexchanges", "logfile");

    private final CheckContext context;

    AddressListCover(CheckContext context) {
        this.context = context;
    }

    boolean covers(List<String> endpoints) {
        return endpoints.stream().allMatch(this::covers);
    }

    private boolean covers(String endpoint) {
        String path = path(endpoint);
        return isOnAList(path) && (LEAVES.contains(MetadataKeys.uniform(endpoint)) || isOnAList(path + BELOW));
    }

    /** All of them may be anywhere below the base. */
    private String path(String endpoint) {
        String base = textOr(WEB + "base-path", "/actuator");
        String mapped = textOr(WEB + "path-mapping." + MetadataKeys.uniform(endpoint), endpoint);
        return withoutSlash(base) + (mapped.startsWith("/") ? mapped : "/" + mapped);
    }

    private String textOr(String name, String ifMissing) {
        String value = context.value(name);
        return value == null || value.isEmpty() ? ifMissing : value;
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private boolean isOnAList(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        for (int i = 0; context.find(LISTS + i + "].path") != null; i++) {
            if (isClosed(i) && paths(i).stream().anyMatch(pattern -> matches(pattern, parsed))) {
                return true;
            }
        }
        return false;
    }

    private List<String> paths(int list) {
        return context.list(LISTS + list + "].path");
    }

    /** For whatever method, and to most addresses. */
    private boolean isClosed(int list) {
        List<String> allowed = context.list(LISTS + list + "].allow");
        return context.list(LISTS + list + "].methods").isEmpty()
                && !allowed.isEmpty()
                && allowed.stream().noneMatch(network -> network.strip().endsWith("/0"));
    }

    private static boolean matches(String pattern, PathContainer path) {
        try {
            return PathPatternParser.defaultInstance.parse(pattern.strip()).matches(path);
        } catch (PatternParseException e) {
            // Stops the start anyhow.
            return false;
        }
    }
}
