package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.autoconfigure.requestid.RequestIdProperties;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.cors.CorsPolicies;
import dev.gatehouse.cors.CorsPolicies.PathPolicy;
import dev.gatehouse.cors.CorsPolicy;
import dev.gatehouse.cors.CorsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the policies from the properties. */
final class ConfiguredPolicies {

    private final CorsProperties properties;
    private final PathPatternParser parser;
    private final List<String> exposed;

    ConfiguredPolicies(CorsProperties properties, @Nullable RequestIdProperties requestId, PathPatternParser parser) {
        this.properties = properties;
        this.parser = parser;
        this.exposed = exposed(requestId);
    }

    CorsPolicies toPolicies() {
        CorsSettings settings = properties.toSettings(exposed);
        List<PathPolicy> paths = new ArrayList<>();
        for (int i = 0; i < properties.paths().size(); i++) {
            paths.add(pathPolicy(
                    "gatehouse.cors.paths[" + i + "].path", properties.paths().get(i)));
        }
        CorsPolicy byDefault = settings.allowedOrigins().isEmpty() ? null : new CorsPolicy(settings);
        return new CorsPolicies(byDefault, paths, PathRequestMatcher.unusualPaths());
    }

    private PathPolicy pathPolicy(String property, CorsProperties.Path path) {
        return new PathPolicy(
                PathRequestMatcher.of(parser, property, path.path(), Set.of()),
                path.enabled() ? new CorsPolicy(properties.toSettings(path, exposed)) : null);
    }

    /** The header of the request id has the name that is configured for it. */
    private static List<String> exposed(@Nullable RequestIdProperties requestId) {
        List<String> names = new ArrayList<>(CorsSettings.GATEHOUSE_HEADERS);
        names.remove(CorsSettings.REQUEST_ID_HEADER);
        if (requestId != null) {
            names.add(0, requestId.header());
        }
        return names;
    }
}
