package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.limits.BodyLimit;
import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.web.RequestMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the limits on bodies from the properties, and names the property when that fails. */
final class ConfiguredBodyLimits {

    private final RequestLimitsProperties properties;
    private final PathPatternParser parser;

    ConfiguredBodyLimits(RequestLimitsProperties properties, PathPatternParser parser) {
        this.properties = properties;
        this.parser = parser;
    }

    BodyLimits toLimits() {
        List<BodyLimit> limits = new ArrayList<>();
        for (int i = 0; i < properties.bodies().size(); i++) {
            limits.add(limit(
                    "gatehouse.request-limits.bodies[" + i + "]",
                    properties.bodies().get(i)));
        }
        return new BodyLimits(limits, properties.maxBodySize().toBytes());
    }

    private BodyLimit limit(String property, RequestLimitsProperties.Body body) {
        DataSize maxSize = body.maxSize();
        if (maxSize == null || maxSize.isNegative()) {
            throw invalid(property + ".max-size", maxSize, "Write a size, e.g. 100MB.");
        }
        RequestMatcher requests = requests(property + ".paths", body.paths(), maxSize);
        return new BodyLimit(requests, body.mediaTypes(), maxSize.toBytes());
    }

    /** No odd spelling of a path gets the larger limit of another one, or escapes a smaller one. */
    private RequestMatcher requests(String property, List<String> paths, DataSize maxSize) {
        try {
            return maxSize.compareTo(properties.maxBodySize()) > 0
                    ? PathRequestMatcher.ofGenerous(parser, paths)
                    : new PathRequestMatcher(parser, paths, Set.of());
        } catch (IllegalArgumentException e) {
            throw invalid(property, paths, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(name, value, reason);
    }
}
