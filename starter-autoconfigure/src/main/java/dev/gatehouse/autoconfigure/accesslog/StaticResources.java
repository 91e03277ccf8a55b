package dev.gatehouse.autoconfigure.accesslog;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** Requests that Spring MVC looks for among the static files: all that no controller takes, under the one pattern {@code /**}. */
final class StaticResources implements RequestMatcher {

    @Override
    public boolean matches(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                instanceof ResourceHttpRequestHandler;
    }
}
