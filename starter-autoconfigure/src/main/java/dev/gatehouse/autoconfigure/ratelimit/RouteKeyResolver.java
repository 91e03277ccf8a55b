package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.RateLimitStage;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/** Counts all clients of a path pattern of Spring MVC together. */
final class RouteKeyResolver implements KeyResolver {

    @Override
    public String scope() {
        return "route";
    }

    @Override
    public RateLimitStage stage() {
        return RateLimitStage.AT_HANDLER;
    }

    @Override
    public @Nullable Object resolve(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? null : pattern.toString();
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Object parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("Write the path pattern of a controller, e.g. /orders/{id}.");
        }
        return text;
    }
}
