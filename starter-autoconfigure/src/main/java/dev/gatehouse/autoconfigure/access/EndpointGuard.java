package dev.gatehouse.autoconfigure.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Stops a start that would leave a handler of the service without a word on who may call it: the handler would be refused to
 * everybody, and that is better found now. Names all of them at once.
 */
final class EndpointGuard implements SmartInitializingSingleton {

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
    private final ObjectProvider<RouterFunctionMapping> routes;
    private final HandlerAccess annotated;
    private final PathAccess paths;
    private final LibraryHandlers libraries;

    EndpointGuard(
            ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
            ObjectProvider<RouterFunctionMapping> routes,
            HandlerAccess annotated,
            PathAccess paths,
            LibraryHandlers libraries) {
        this.mappings = mappings;
        this.routes = routes;
        this.annotated = annotated;
        this.paths = paths;
        this.libraries = libraries;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> findings = new TreeSet<>();
        mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(entry -> !libraries.contain(entry.getValue()))
                .forEach(entry -> {
                    String finding = finding(entry.getKey(), entry.getValue());
                    if (finding != null) {
                        findings.add(finding);
                    }
                });
        routes.orderedStream().flatMap(this::openRoutes).forEach(findings::add);
        if (!findings.isEmpty()) {
            throw new UnprotectedEndpointsException(List.copyOf(findings));
        }
    }

    private @Nullable String finding(RequestMappingInfo mapping, HandlerMethod handler) {
        String where = text(mapping, handler);
        try {
            boolean closed = annotated.of(handler).isClosed();
            return closed && !mapping.getPatternValues().stream().allMatch(paths::covers)
                    ? where + " says nothing of who may call it"
                    : null;
        } catch (IllegalStateException e) {
            return where + ": " + e.getMessage();
        }
    }

    static String text(RequestMappingInfo mapping, HandlerMethod handler) {
        Set<?> methods = mapping.getMethodsCondition().getMethods();
        return (methods.isEmpty() ? "" : new TreeSet<>(methods) + " ") + new TreeSet<>(mapping.getPatternValues())
                + " (" + handler.getShortLogMessage() + ")";
    }

    private Stream<String> openRoutes(RouterFunctionMapping mapping) {
        RouterFunction<?> function = mapping.getRouterFunction();
        if (function == null) {
            return Stream.empty();
        }
        RoutePatterns patterns = new RoutePatterns();
        function.accept(patterns);
        return patterns.found().stream()
                .filter(route -> !paths.covers(route.pattern()))
                .map(route -> route + " is a functional route that no path rule covers");
    }
}
