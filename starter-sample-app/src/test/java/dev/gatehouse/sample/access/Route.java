package dev.gatehouse.sample.access;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.ratelimit.RateLimit;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A handler of ours and what its annotations say, read apart from the library: one must not prove itself. */
record Route(
        String method,
        String path,
        MediaType consumes,
        boolean open,
        Set<String> permissions,
        boolean users,
        boolean stepUp,
        @Nullable String limitScope) {

    /** All there are, so that a new endpoint is in every test that walks along them. */
    static List<Route> of(RequestMappingHandlerMapping mapping) {
        List<Route> routes = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                mapping.getHandlerMethods().entrySet()) {
            if (entry.getValue().getBeanType().getName().startsWith("dev.gatehouse.sample.")) {
                for (String path : entry.getKey().getPatternValues()) {
                    for (RequestMethod method :
                            entry.getKey().getMethodsCondition().getMethods()) {
                        routes.add(of(method.name(), path, entry.getKey(), entry.getValue()));
                    }
                }
            }
        }
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return routes;
    }

    private static Route of(String method, String path, RequestMappingInfo info, HandlerMethod handler) {
        MediaType consumes = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .orElse(MediaType.TEXT_PLAIN);
        AnnotatedElement own = handler.getMethod();
        AnnotatedElement source =
                has(own, PublicEndpoint.class) || has(own, RequirePermission.class) || has(own, RequireSignIn.class)
                        ? own
                        : handler.getBeanType();
        Set<String> permissions = new TreeSet<>();
        AnnotatedElementUtils.findAllMergedAnnotations(source, RequirePermission.class)
                .forEach(annotation -> permissions.addAll(List.of(annotation.value())));
        boolean stepUp = has(own, RequireStepUp.class) || has(handler.getBeanType(), RequireStepUp.class);
        return new Route(
                method,
                path,
                consumes,
                has(source, PublicEndpoint.class) || isOfTheDescription(path),
                permissions,
                stepUp || has(source, RequireSignIn.class),
                stepUp,
                limitScope(has(own, RateLimit.class) ? own : handler.getBeanType()));
    }

    /** Such endpoints have no annotation: the configuration opens them in development, where they are tried. */
    static boolean isOfTheDescription(String path) {
        return path.startsWith("/docs/");
    }

    private static @Nullable String limitScope(AnnotatedElement source) {
        RateLimit limit = AnnotatedElementUtils.findMergedAnnotation(source, RateLimit.class);
        return limit == null ? null : limit.scope();
    }

    private static boolean has(AnnotatedElement element, Class<? extends Annotation> annotation) {
        return AnnotatedElementUtils.hasAnnotation(element, annotation);
    }

    /** A path on which nothing is there to be changed. */
    String anywhere() {
        return path.replace("{login_id}", "nobody")
                .replace("{seq}", "0")
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
