package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Stage two: the limit of the handler, behind authentication. Counts a request once: dispatch REQUEST only. */
final class RateLimitInterceptor implements HandlerInterceptor {

    private final RateLimitGate gate;
    private final HandlerRules rules;

    RateLimitInterceptor(RateLimitGate gate, HandlerRules rules) {
        this.gate = gate;
        this.rules = rules;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        List<RateLimitRule> ofHandler = rules.of(method);
        return ofHandler.isEmpty() || gate.admit(request, response, ofHandler);
    }
}
