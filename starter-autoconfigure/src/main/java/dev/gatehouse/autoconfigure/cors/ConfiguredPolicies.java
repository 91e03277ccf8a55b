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
    private final @Nullable String requestIdHeader;

    ConfiguredPolicies(CorsProperties properties, @Nullable RequestIdProperties requestId, PathPatternParser parser) {
        this.properties = properties;
        this.parser = parser;
        this.exposed = exposed(requestId);
        this.requestIdHeader = requestId == null ? null : requestId.header();
    }

    CorsPolicies toPolicies() {
        CorsSettings settings = named(properties.toSettings(exposed));
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
                path.enabled() ? new CorsPolicy(named(properties.toSettings(path, exposed))) : null);
    }

    /** In the default, too, the header of the request id has the name that is configured for it. */
    private CorsSettings named(CorsSettings settings) {
        List<String> byDefault = CorsSettings.defaults().allowedHeaders();
        if (requestIdHeader == null || !settings.allowedHeaders().equals(byDefault)) {
            return settings;
        }
        List<String> names = new ArrayList<>(byDefault);
        names.replaceAll(name -> name.equals(CorsSettings.REQUEST_ID_HEADER) ? requestIdHeader : name);
        return settings.withAllowedHeaders(names);
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
