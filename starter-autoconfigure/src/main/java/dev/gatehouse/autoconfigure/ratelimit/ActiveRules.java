package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** All rules of the service: the default, those of the configuration, those on handlers. */
final class ActiveRules {

    private final RateLimitRules configured;
    private final RateLimitProperties properties;
    private final ObjectProvider<AnnotatedRules> annotated;

    ActiveRules(RateLimitRules configured, RateLimitProperties properties, ObjectProvider<AnnotatedRules> annotated) {
        this.configured = configured;
        this.properties = properties;
        this.annotated = annotated;
    }

    List<ActiveRule> all() {
        List<ActiveRule> all = new ArrayList<>();
        all.add(ActiveRule.configured(configured.defaultRule(), ""));
        for (RateLimitRule rule : configured.rules()) {
            all.add(ActiveRule.configured(rule, where(rule)));
        }
        annotated.ifAvailable(rules -> all.addAll(rules.known()));
        return all;
    }

    /** Finds a rule by its id, or by its name if that is the name of one rule only. */
    @Nullable
    ActiveRule find(String idOrName) {
        List<ActiveRule> all = all();
        for (ActiveRule active : all) {
            if (active.rule().id().equals(idOrName)) {
                return active;
            }
        }
        List<ActiveRule> named = all.stream()
                .filter(active -> active.rule().name().equals(idOrName))
                .toList();
        return named.size() == 1 ? named.get(0) : null;
    }

    /** A bean of the application may have brought rules that the properties do not know. */
    private String where(RateLimitRule rule) {
        return properties.rules().stream()
                .filter(candidate -> rule.name().equals(candidate.name()))
                .map(ActiveRules::where)
                .findFirst()
                .orElse("");
    }

    private static String where(RateLimitProperties.Rule rule) {
        String methods = rule.methods().stream().map(Enum::name).sorted().collect(Collectors.joining(",", " ", ""));
        return (rule.paths().isEmpty() ? "any path" : rule.paths())
                + (rule.methods().isEmpty() ? "" : methods);
    }
}
