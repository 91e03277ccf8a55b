package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RequestCost;
import dev.gatehouse.ratelimit.StatusSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Makes the rules of the properties, and names the property when that fails. */
final class ConfiguredRules {

    private static final String WHOLE = "A source that overrides a part of a list has to give all of it.";

    private final RateLimitProperties properties;
    private final KeyResolvers keys;
    private final RequestCosts costs;
    private final RuleMatchers matchers;

    ConfiguredRules(RateLimitProperties properties, KeyResolvers keys, RequestCosts costs, RuleMatchers matchers) {
        this.properties = properties;
        this.keys = keys;
        this.costs = costs;
        this.matchers = matchers;
    }

    RateLimitRules toRules() {
        RateLimitRule byDefault = RateLimitRule.of(
                        RateLimitRules.DEFAULT_NAME, keys.ofAddress(), properties.defaultLimit())
                .penalty(properties.defaultPenalty())
                .fallback(properties.fallback())
                .build();
        List<RateLimitRule> rules = new ArrayList<>();
        Map<String, String> seen = new HashMap<>(Map.of(RateLimitRules.DEFAULT_NAME, "the default limit"));
        for (int i = 0; i < properties.rules().size(); i++) {
            String property = "gatehouse.rate-limit.rules[" + i + "]";
            RateLimitRule rule = rule(property, properties.rules().get(i));
            String other = seen.put(rule.name(), property);
            if (other != null) {
                throw invalid(property, "name", rule.name(), "It is also the name of " + other + ". Use another one.");
            }
            rules.add(rule);
        }
        return new RateLimitRules(byDefault, rules, matchers.keepingTheDefault(PathRequestMatcher.unusualPaths()));
    }

    private RateLimitRule rule(String property, RateLimitProperties.Rule rule) {
        if (rule.name() == null) {
            throw invalid(property, "name", null, "Give the rule a name, e.g. log-in. " + WHOLE);
        }
        if (rule.limit() == null) {
            throw invalid(property, "limit", null, "Write a limit, e.g. 10/minute, or unlimited. " + WHOLE);
        }
        KeyResolver resolver = keys.find(rule.scope());
        if (resolver == null) {
            throw invalid(property, "scope", rule.scope(), keys.unknown(rule.scope()));
        }
        RateLimitRule.Builder builder = RateLimitRule.of(rule.name(), resolver, rule.limit())
                .matching(matchers.of(property, rule, resolver.stage()))
                .replacingDefault(!rule.paths().isEmpty())
                .refundingOn(refundOn(property, rule))
                .fallback(Objects.requireNonNullElse(rule.fallback(), properties.fallback()))
                .shadow(rule.shadow())
                .penalty(rule.penalty());
        addCost(property, rule, builder);
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw invalid(property, "name", rule.name(), String.valueOf(e.getMessage()));
        }
    }

    private static StatusSet refundOn(String property, RateLimitProperties.Rule rule) {
        try {
            return StatusSet.of(rule.refundOn());
        } catch (IllegalArgumentException e) {
            throw invalid(property, "refund-on", rule.refundOn(), String.valueOf(e.getMessage()));
        }
    }

    private void addCost(String property, RateLimitProperties.Rule rule, RateLimitRule.Builder builder) {
        if (rule.costBy() != null) {
            if (rule.cost() != null) {
                throw invalid(property, "cost-by", rule.costBy(), "Set either cost or cost-by.");
            }
            RequestCost cost = costs.find(rule.costBy());
            if (cost == null) {
                throw invalid(property, "cost-by", rule.costBy(), costs.unknown(rule.costBy()));
            }
            builder.costing(cost);
        } else if (rule.cost() != null) {
            if (rule.cost() < 1) {
                throw invalid(property, "cost", rule.cost(), "Use 1 or more tokens.");
            }
            builder.costing(rule.cost());
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property + "." + name, value, reason);
    }
}
