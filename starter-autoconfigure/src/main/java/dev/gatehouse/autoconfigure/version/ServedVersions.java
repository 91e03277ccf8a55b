package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.autoconfigure.web.PerHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.accept.ApiVersionHolder;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/** Which version serves a request: the one it asks for, else the default, else that of the handler. */
final class ServedVersions {

    private final ApiVersionStrategy strategy;
    private final HandlerRoutes routes;
    private final PerHandler<Optional<Comparable<?>>> mapped = new PerHandler<>(this::mapped);

    ServedVersions(ApiVersionStrategy strategy, HandlerRoutes routes) {
        this.strategy = strategy;
        this.routes = routes;
    }

    @Nullable
    Comparable<?> of(HttpServletRequest request, Object handler) {
        if (!(request.getAttribute(HandlerMapping.API_VERSION_ATTRIBUTE) instanceof ApiVersionHolder holder)) {
            return null;
        }
        Comparable<?> asked = holder.getVersionIfPresent();
        if (asked != null) {
            return asked;
        }
        return handler instanceof HandlerMethod method ? mapped.of(method).orElse(null) : null;
    }

    /** A handler that serves several versions does not tell which one it is. */
    private Optional<Comparable<?>> mapped(HandlerMethod handler) {
        List<String> versions = routes.of(handler).stream()
                .map(info -> info.getVersionCondition().getVersion())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return versions.size() == 1 ? Optional.of(strategy.parseVersion(versions.get(0))) : Optional.empty();
    }
}
