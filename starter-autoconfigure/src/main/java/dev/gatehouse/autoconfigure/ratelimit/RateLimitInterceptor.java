package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitStage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The limits at a handler, behind authentication, for every dispatch but ERROR: a request that is dispatched to another handler
 * counts at that one, too, but for each rule once.
 */
final class RateLimitInterceptor implements HandlerInterceptor {

    private final RateLimitGate gate;
    private final Supplier<RateLimitRules> configured;
    private final HandlerRules annotated;

    /** Takes the rules by a supplier, since they are made with the path parser of Spring MVC, which asks for this first. */
    RateLimitInterceptor(RateLimitGate gate, Supplier<RateLimitRules> configured, HandlerRules annotated) {
        this.gate = gate;
        this.configured = configured;
        this.annotated = annotated;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return true;
        }
        List<RateLimitRule> rules =
                joined(configured.get().applyingTo(request, RateLimitStage.AT_HANDLER), of(handler));
        return (rules.isEmpty() && !mayHaveAnotherResponse(request))
                || gate.admit(request, response, RateLimitStage.AT_HANDLER, rules);
    }

    /** One on which the headers have to be written anew. */
    private static boolean mayHaveAnotherResponse(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ASYNC;
    }

    private List<RateLimitRule> of(Object handler) {
        List<RateLimitRule> rules = handler instanceof HandlerMethod method ? annotated.of(method) : List.of();
        return rules.isEmpty() || rules.get(0).limit().isUnlimited() ? List.of() : rules;
    }

    private static List<RateLimitRule> joined(List<RateLimitRule> some, List<RateLimitRule> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        List<RateLimitRule> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
