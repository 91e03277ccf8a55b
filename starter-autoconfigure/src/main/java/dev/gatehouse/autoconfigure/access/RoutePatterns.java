package dev.gatehouse.autoconfigure.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Reads the path patterns of functional routes as far as they can be seen; a route without one counts as any path. */
final class RoutePatterns implements RouterFunctions.Visitor {

    private static final String ANY = "/**";

    private final Deque<String> prefixes = new ArrayDeque<>();
    private final List<Route> routes = new ArrayList<>();

    record Route(String methods, String pattern) {

        @Override
        public String toString() {
            return methods + pattern;
        }
    }

    List<Route> found() {
        return routes;
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        prefixes.addLast(PathOf.read(predicate).path);
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        prefixes.removeLast();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
        PathOf own = PathOf.read(predicate);
        String pattern = String.join("", prefixes) + own.path;
        routes.add(new Route(own.methods, pattern.isEmpty() ? ANY : pattern));
    }

    @Override
    public void resources(Function<ServerRequest, Optional<Resource>> lookupFunction) {
        routes.add(new Route("resources ", String.join("", prefixes) + ANY));
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> routerFunction) {
        routes.add(new Route("unknown ", String.join("", prefixes) + ANY));
    }

    /** The path and the methods of a predicate, all others left aside. */
    private static final class PathOf implements RequestPredicates.Visitor {

        private String path = "";
        private String methods = "";

        static PathOf read(RequestPredicate predicate) {
            PathOf visitor = new PathOf();
            predicate.accept(visitor);
            return visitor;
        }

        @Override
        public void method(Set<HttpMethod> names) {
            methods = names.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(",", "", " "));
        }

        @Override
        public void path(String pattern) {
            path = pattern;
        }

        /** Not marked as an override: Spring is about to remove it. */
        @SuppressWarnings({"MissingOverride", "removal"})
        public void pathExtension(String extension) {}

        @Override
        public void header(String name, String value) {}

        @Override
        public void param(String name, String value) {}

        @Override
        public void version(String version) {}

        @Override
        public void startAnd() {}

        @Override
        public void and() {}

        @Override
        public void endAnd() {}

        @Override
        public void startOr() {}

        @Override
        public void or() {}

        @Override
        public void endOr() {}

        @Override
        public void startNegate() {}

        @Override
        public void endNegate() {}

        @Override
        public void unknown(@Nullable RequestPredicate predicate) {}
    }
}
