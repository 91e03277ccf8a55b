package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Reads all annotations at the start, so that a bad one stops it; logs the active limits in one line; and warns of an
 * annotation that has no effect because the default limit is stricter.
 */
final class RateLimitReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(RateLimitReport.class);

    private final RateLimitRules configured;
    private final HandlerRules handlers;
    private final RateLimitProperties properties;
    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    RateLimitReport(
            RateLimitRules configured,
            HandlerRules handlers,
            RateLimitProperties properties,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.configured = configured;
        this.handlers = handlers;
        this.properties = properties;
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> active = new ArrayList<>();
        active.add(configured.defaultRule().toString());
        for (RateLimitRule rule : configured.rules()) {
            active.add(rule + where(rule));
        }
        mappings.orderedStream()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    for (RateLimitRule rule : handlers.of(handler)) {
                        active.add(rule + " on " + handler.getShortLogMessage());
                        warnIfWithoutEffect(rule, info, handler);
                    }
                }));
        log.info("Rate limits: {}.", String.join("; ", active));
    }

    /** Tells where a rule of the properties applies; a bean of the application may have brought others. */
    private String where(RateLimitRule rule) {
        return properties.rules().stream()
                .filter(candidate -> rule.name().equals(candidate.name()))
                .map(RateLimitReport::where)
                .findFirst()
                .orElse("");
    }

    private static String where(RateLimitProperties.Rule rule) {
        String methods = rule.methods().stream().map(Enum::name).sorted().collect(Collectors.joining(",", " ", ""));
        return " on " + (rule.paths().isEmpty() ? "any path" : rule.paths())
                + (rule.methods().isEmpty() ? "" : methods);
    }

    private void warnIfWithoutEffect(RateLimitRule rule, RequestMappingInfo info, HandlerMethod handler) {
        Limit byDefault = configured.defaultRule().limit();
        boolean sameKey = rule.keys().scope().equals("ip");
        if (sameKey && !byDefault.isUnlimited() && byDefault.isWithin(rule.limit()) && !isReplaced(info)) {
            log.warn(
                    "@RateLimit(\"{}\") on {} has no effect: gatehouse.rate-limit.default-limit ({}) refuses first."
                            + " To allow more there, add a rule for {} to gatehouse.rate-limit.rules, which replaces the"
                            + " default on its paths.",
                    rule.limit(),
                    handler.getShortLogMessage(),
                    byDefault,
                    info.getPatternValues());
        }
    }

    private boolean isReplaced(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .allMatch(pattern -> configured.rules().stream()
                        .anyMatch(rule -> rule.replacesDefault()
                                && rule.matcher() instanceof PathRequestMatcher paths
                                && paths.covers(pattern)));
    }
}
