package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.autoconfigure.flag.FeatureFlagProperties.Endpoint;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.flag.FlagRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the rules of the properties, and names the property when that fails. */
record FlagRules(List<FlagRule> all) {

    static FlagRules of(List<Endpoint> endpoints, PathPatternParser parser) {
        List<FlagRule> rules = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            rules.add(rule(FeatureFlagProperties.PREFIX + ".endpoints[" + i + "]", endpoints.get(i), parser));
        }
        return new FlagRules(List.copyOf(rules));
    }

    private static FlagRule rule(String property, Endpoint endpoint, PathPatternParser parser) {
        String flag = endpoint.flag();
        if (flag == null || flag.isBlank()) {
            throw invalid(property, "flag", flag, "Write the name of a flag, e.g. new-checkout.");
        }
        Set<String> methods = new HashSet<>();
        endpoint.methods().forEach(method -> methods.add(method.name()));
        PathRequestMatcher matcher = PathRequestMatcher.of(parser, property + ".paths", endpoint.paths(), methods);
        try {
            return new FlagRule(matcher, flag, endpoint.status());
        } catch (IllegalArgumentException e) {
            throw invalid(property, "status", endpoint.status(), String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property + "." + name, value, reason);
    }
}
