package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the rules of stage one from the properties, and names the property when that fails. */
final class ConfiguredRules {

    private final RateLimitProperties properties;
    private final KeyResolvers keys;
    private final PathPatternParser parser;

    ConfiguredRules(RateLimitProperties properties, KeyResolvers keys, PathPatternParser parser) {
        this.properties = properties;
        this.keys = keys;
        this.parser = parser;
    }

    RateLimitRules toRules() {
        RateLimitRule byDefault = RateLimitRule.of(
                        RateLimitSettings.DEFAULT_NAME, keys.ofAddress(), properties.defaultLimit())
                .build();
        List<RateLimitRule> rules = new ArrayList<>();
        Map<String, String> seen = new HashMap<>(Map.of(RateLimitSettings.DEFAULT_NAME, "the default limit"));
        for (int i = 0; i < properties.rules().size(); i++) {
            String property = "gatehouse.rate-limit.rules[" + i + "]";
            RateLimitRule rule = rule(property, properties.rules().get(i));
            String other = seen.put(rule.name(), property);
            if (other != null) {
                throw invalid(property, "name", rule.name(), "It is also the name of " + other + ". Use another one.");
            }
            rules.add(rule);
        }
        return new RateLimitRules(byDefault, rules, PathRequestMatcher.unusualPaths());
    }

    private RateLimitRule rule(String property, RateLimitProperties.Rule rule) {
        if (rule.name() == null) {
            throw invalid(property, "name", null, "Give the rule a name, e.g. log-in.");
        }
        if (rule.limit() == null) {
            throw invalid(property, "limit", null, "Write a limit, e.g. 10/minute, or unlimited.");
        }
        KeyResolver resolver = keys.find(rule.scope());
        if (resolver == null) {
            throw invalid(property, "scope", rule.scope(), keys.unknown(rule.scope()));
        }
        try {
            return RateLimitRule.of(rule.name(), resolver, rule.limit())
                    .matching(matcher(property, rule))
                    .replacingDefault(!rule.paths().isEmpty())
                    .build();
        } catch (IllegalArgumentException e) {
            throw invalid(property, "name", rule.name(), String.valueOf(e.getMessage()));
        }
    }

    private PathRequestMatcher matcher(String property, RateLimitProperties.Rule rule) {
        Set<String> methods = rule.methods().stream().map(Enum::name).collect(Collectors.toSet());
        return rule.paths().isEmpty()
                ? new PathRequestMatcher(parser, List.of(), methods)
                : PathRequestMatcher.of(parser, property + ".paths", rule.paths(), methods);
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property + "." + name, value, reason);
    }
}
