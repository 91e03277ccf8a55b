package dev.gatehouse.sample.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Knows the paths of the service by their patterns: what stands in a path itself may be somebody's name. Thread-safe. */
@Component
class Endpoints {

    private static final String UNKNOWN = "?";

    private final Supplier<List<PathPattern>> patterns;

    /** Takes a provider, since the mapping is made later than what writes answers. */
    Endpoints(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping) {
        this.patterns = SingletonSupplier.of(() -> read(mapping.getObject()));
    }

    /** The pattern of the path of a request; a question mark if there is none. */
    String patternOf(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return patterns.get().stream()
                .filter(pattern -> pattern.matches(path))
                .findFirst()
                .map(PathPattern::getPatternString)
                .orElse(UNKNOWN);
    }

    private static List<PathPattern> read(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPathPatternsCondition() == null
                        ? Stream.empty()
                        : info.getPathPatternsCondition().getPatterns().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
