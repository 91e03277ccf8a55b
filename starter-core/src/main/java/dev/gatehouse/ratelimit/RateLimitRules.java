package dev.gatehouse.ratelimit;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the configuration, each at the stage of its key. All rules that match a request apply to it; the default
 * applies unless one of them replaces it. Immutable, thread-safe.
 */
public final class RateLimitRules {

    /** The name of the default limit in headers and metrics. */
    public static final String DEFAULT_NAME = "default";

    private final RateLimitRule defaultRule;
    private final List<RateLimitRule> rules;
    private final RequestMatcher unusual;
    private final List<RateLimitRule> onlyDefault;
    private final Map<RateLimitStage, List<RateLimitRule>> byStage = new EnumMap<>(RateLimitStage.class);

    /**
     * Creates the rules.
     *
     * @param defaultRule the rule for what nothing replaces it for; may be unlimited
     * @param rules the other rules
     * @param unusual the requests whose path is so spelled that the handler may see another one than the rules; for them
     *     nothing replaces the default
     * @throws IllegalArgumentException if two rules have the same name
     */
    public RateLimitRules(RateLimitRule defaultRule, List<RateLimitRule> rules, RequestMatcher unusual) {
        this.defaultRule = defaultRule;
        this.rules = List.copyOf(rules);
        this.unusual = unusual;
        this.onlyDefault = List.of(defaultRule);
        Set<String> names = new HashSet<>(Set.of(defaultRule.name()));
        for (RateLimitRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("Two rules have the name '" + rule.name() + "'. Give each its own; '"
                        + defaultRule.name() + "' is the default limit.");
            }
        }
        for (RateLimitStage stage : RateLimitStage.values()) {
            byStage.put(
                    stage,
                    rules.stream().filter(rule -> rule.keys().stage() == stage).toList());
        }
    }

    /**
     * Tells whether there are rules at a stage.
     *
     * @param stage the stage
     * @return true if there is at least one, the default included
     */
    public boolean hasAnyAt(RateLimitStage stage) {
        return stage == defaultRule.keys().stage() || !at(stage).isEmpty();
    }

    private List<RateLimitRule> at(RateLimitStage stage) {
        return byStage.getOrDefault(stage, List.of());
    }

    /**
     * Finds what applies to a request.
     *
     * @param request the request
     * @param stage the stage that the request has reached
     * @return the rules with a limit that are checked at this stage, the default first
     */
    public List<RateLimitRule> applyingTo(HttpServletRequest request, RateLimitStage stage) {
        boolean defaultLimits =
                stage == defaultRule.keys().stage() && !defaultRule.limit().isUnlimited();
        List<RateLimitRule> ofStage = at(stage);
        if (ofStage.isEmpty()) {
            return defaultLimits ? onlyDefault : List.of();
        }
        List<RateLimitRule> applying = new ArrayList<>(ofStage.size() + 1);
        boolean replaced = false;
        for (int i = 0; i < ofStage.size(); i++) {
            RateLimitRule rule = ofStage.get(i);
            if (rule.matcher().matches(request)) {
                replaced |= rule.replacesDefault();
                if (!rule.limit().isUnlimited()) {
                    applying.add(rule);
                }
            }
        }
        boolean defaultApplies = defaultLimits && (!replaced || unusual.matches(request));
        if (applying.isEmpty()) {
            return defaultApplies ? onlyDefault : List.of();
        }
        if (defaultApplies) {
            applying.add(0, defaultRule);
        }
        return applying;
    }

    public RateLimitRule defaultRule() {
        return defaultRule;
    }

    /**
     * Gives the rules besides the default.
     *
     * @return the rules in the order of the configuration
     */
    public List<RateLimitRule> rules() {
        return rules;
    }
}
