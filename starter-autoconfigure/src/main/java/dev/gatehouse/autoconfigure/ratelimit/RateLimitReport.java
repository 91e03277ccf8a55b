package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final ActiveRules active;
    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    RateLimitReport(
            RateLimitRules configured,
            HandlerRules handlers,
            ActiveRules active,
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.configured = configured;
        this.handlers = handlers;
        this.active = active;
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        mappings.orderedStream()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    for (RateLimitRule rule : handlers.of(handler)) {
                        requireNameOfItsOwn(rule, handler);
                        warnIfWithoutEffect(rule, info, handler);
                    }
                }));
        log.info(
                "Rate limits: {}.",
                active.all().stream().map(ActiveRule::toString).collect(Collectors.joining("; ")));
    }

    /** A handler that settles the one would settle the other, and headers would name both alike. */
    private void requireNameOfItsOwn(RateLimitRule rule, HandlerMethod handler) {
        boolean taken = Stream.concat(Stream.of(configured.defaultRule()), configured.rules().stream())
                .anyMatch(other -> other.name().equals(rule.name()));
        if (taken) {
            throw new IllegalStateException(
                    "@RateLimit on " + handler.getShortLogMessage() + ": the name '" + rule.name()
                            + "' is that of a rule of gatehouse.rate-limit.rules, or of the default limit. Give the annotation"
                            + " another one, e.g. name = \"" + rule.name() + "-handler\".");
        }
    }

    private void warnIfWithoutEffect(RateLimitRule rule, RequestMappingInfo info, HandlerMethod handler) {
        Limit byDefault = configured.defaultRule().limit();
        boolean sameTerms = rule.keys().scope().equals("ip") && rule.penalty() == null && isOne(rule);
        if (sameTerms && !byDefault.isUnlimited() && byDefault.isWithin(rule.limit()) && !isReplaced(info)) {
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

    /** A rule by whose terms a request costs more than one token may well refuse first. */
    private static boolean isOne(RateLimitRule rule) {
        return rule.cost().name().equals("1");
    }

    private boolean isReplaced(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .allMatch(pattern -> configured.rules().stream()
                        .anyMatch(rule -> rule.replacesDefault()
                                && rule.matcher() instanceof PathRequestMatcher paths
                                && paths.covers(pattern)));
    }
}
