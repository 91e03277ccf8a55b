package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.version.ApiVersionFilter;
import dev.gatehouse.version.Deprecation;
import dev.gatehouse.version.DeprecationGate;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Tells the version once the handler is known, and announces what hangs on it. Every dispatch but ERROR. */
final class ApiVersionInterceptor implements HandlerInterceptor {

    /** What needs the handler mappings, which ask for this interceptor first. */
    record Knowledge(@Nullable ServedVersions versions, List<ConfiguredDeprecation> ofVersions) {}

    private final Supplier<Knowledge> knowledge;
    private final HandlerDeprecations annotated;
    private final DeprecationGate gate;
    private final boolean goneAfterSunset;

    ApiVersionInterceptor(
            Supplier<Knowledge> knowledge,
            HandlerDeprecations annotated,
            DeprecationGate gate,
            boolean goneAfterSunset) {
        this.knowledge = knowledge;
        this.annotated = annotated;
        this.gate = gate;
        this.goneAfterSunset = goneAfterSunset;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        DispatcherType dispatch = request.getDispatcherType();
        if (dispatch == DispatcherType.ERROR) {
            return true;
        }
        ServedVersions versions = knowledge.get().versions();
        Comparable<?> version = versions == null ? null : versions.of(request, handler);
        if (version != null) {
            if (dispatch != DispatcherType.INCLUDE) {
                ApiVersionFilter.serve(request, version.toString());
            }
            ConfiguredDeprecation configured = find(request, version);
            if (configured != null && !DeprecationGate.isAnnounced(request)) {
                return gate.admit(
                        request, response, configured.name(), configured.deprecation(), configured.goneAfterSunset());
            }
        }
        Deprecation deprecation = handler instanceof HandlerMethod method ? annotated.of(method) : null;
        return deprecation == null
                || DeprecationGate.isAnnounced(request)
                || gate.admit(request, response, route(request), deprecation, goneAfterSunset);
    }

    private @Nullable ConfiguredDeprecation find(HttpServletRequest request, Comparable<?> version) {
        for (ConfiguredDeprecation deprecation : knowledge.get().ofVersions()) {
            if (deprecation.covers(request, version)) {
                return deprecation;
            }
        }
        return null;
    }

    private static String route(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }
}
