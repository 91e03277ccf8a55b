package dev.gatehouse.autoconfigure.requestid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;

/** The template of the route that this thread serves. */
final class CurrentRoute {

    private CurrentRoute() {}

    static @Nullable String find() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        if (attributes == null) {
            return null;
        }
        Object route = attributes.getAttribute(
                HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return route == null ? null : route.toString();
    }
}
