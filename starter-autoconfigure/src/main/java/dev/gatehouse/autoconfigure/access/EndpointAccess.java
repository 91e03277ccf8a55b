package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.autoconfigure.web.MappedServlet;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Who may send a request, judged by the handler that will run; by its path alone where that is another servlet than Spring
 * MVC's. Everybody may send what is public, and only callers what leads to nothing: to others a path that is not there looks
 * like one that is closed. Thread-safe.
 */
final class EndpointAccess {

    private static final String TARGET = EndpointAccess.class.getName() + ".target";
    private static final String ADMITTED = EndpointAccess.class.getName() + ".admitted";
    private static final Problem NOT_FOUND = AccessPolicy.refusal(Problem.of(ErrorCode.NOT_FOUND), "no_rule");

    private static final HandlerLookup.Found NOTHING_FOUND = new HandlerLookup.Found(null, false);

    private final HandlerLookup lookup;
    private final HandlerAccess annotated;
    private final PathAccess paths;
    private final AccessPolicy policy;
    private final Predicate<HttpServletRequest> selfGuarded;

    EndpointAccess(
            HandlerLookup lookup,
            HandlerAccess annotated,
            PathAccess paths,
            AccessPolicy policy,
            Predicate<HttpServletRequest> selfGuarded) {
        this.lookup = lookup;
        this.annotated = annotated;
        this.paths = paths;
        this.policy = policy;
        this.selfGuarded = selfGuarded;
    }

    /** The handler of a request, and its rule. */
    private record Target(
            String method, String uri, @Nullable Object handler, EndpointRule rule) {

        static Target of(HttpServletRequest request, @Nullable Object handler, EndpointRule rule) {
            return new Target(request.getMethod(), request.getRequestURI(), handler, rule);
        }

        /** Where a forward or an include leads is another handler; so is it after a filter that changes the method. */
        boolean isOf(HttpServletRequest request) {
            return request.getDispatcherType() != DispatcherType.INCLUDE
                    && method.equals(request.getMethod())
                    && uri.equals(request.getRequestURI());
        }
    }

    /** Tells whether credentials count for nothing. */
    boolean ignoresCredentials(HttpServletRequest request) {
        EndpointRule rule = target(request).rule();
        return rule.isPublic() && !rule.knowsCaller();
    }

    boolean ignoresApiKeys(HttpServletRequest request) {
        return !target(request).rule().takesApiKeys();
    }

    boolean isPublic(HttpServletRequest request) {
        return target(request).rule().isPublic();
    }

    /** Gives the answer to a caller who may not send this; null to one who may. */
    @Nullable
    Problem refusal(HttpServletRequest request, @Nullable Caller caller) {
        Target target = target(request);
        if (caller != null && isClosedFile(target)) {
            return NOT_FOUND;
        }
        return refusal(request, target, caller);
    }

    /** As {@link #refusal}, once Spring MVC has chosen the handler. */
    @Nullable
    Problem refusal(HttpServletRequest request, Object handler, @Nullable Caller caller) {
        Target known = remembered(request, TARGET);
        Target target = known != null && isSame(known.handler(), handler)
                ? known
                : Target.of(request, handler, rule(request, handler));
        return refusal(request, target, caller);
    }

    private @Nullable Problem refusal(HttpServletRequest request, Target target, @Nullable Caller caller) {
        Problem problem = policy.refusal(target.rule(), caller);
        if (problem == null) {
            remember(request, ADMITTED, target);
        }
        return problem;
    }

    /** Tells whether this is where the request was let through before, rather than what somebody dispatched it to. */
    boolean wasAdmitted(HttpServletRequest request) {
        return remembered(request, ADMITTED) != null;
    }

    boolean wasAdmitted(HttpServletRequest request, Object handler) {
        Target admitted = remembered(request, ADMITTED);
        return admitted != null && isSame(admitted.handler(), handler);
    }

    private static @Nullable Target remembered(HttpServletRequest request, String attribute) {
        return request.getAttribute(attribute) instanceof Target target && target.isOf(request) ? target : null;
    }

    /** An include has the method and the path of what includes, which it must not be taken for. */
    private static void remember(HttpServletRequest request, String attribute, Target target) {
        if (request.getDispatcherType() != DispatcherType.INCLUDE) {
            request.setAttribute(attribute, target);
        }
    }

    /** Whether a file is there is nothing for callers to find out either. */
    private static boolean isClosedFile(Target target) {
        return target.rule().isClosed() && target.handler() instanceof ResourceHttpRequestHandler;
    }

    private static boolean isSame(@Nullable Object found, Object handler) {
        return found instanceof HandlerMethod one && handler instanceof HandlerMethod other
                ? (one.getMethod().equals(other.getMethod()) && one.getBeanType() == other.getBeanType())
                : found == handler;
    }

    private Target target(HttpServletRequest request) {
        Target known = remembered(request, TARGET);
        if (known != null) {
            return known;
        }
        Target target = MappedServlet.isOfSpringMvc(request) ? ofSpringMvc(request) : ofOtherServlet(request);
        if (!(target.handler() instanceof HandlerMethod) && selfGuarded.test(request)) {
            target = Target.of(request, target.handler(), EndpointRule.SELF_GUARDED);
        }
        remember(request, TARGET, target);
        return target;
    }

    private Target ofSpringMvc(HttpServletRequest request) {
        HandlerLookup.Found found = lookup.find(request);
        Object handler = found.handler();
        return Target.of(request, handler, handler == null ? ofNoHandler(request, found) : rule(request, handler));
    }

    /** Which handler has the rest of the path says nothing about it. */
    private Target ofOtherServlet(HttpServletRequest request) {
        EndpointRule rule = MappedServlet.isNothing(request) ? ofNoHandler(request, NOTHING_FOUND) : paths.of(request);
        return Target.of(request, null, rule);
    }

    private EndpointRule rule(HttpServletRequest request, Object handler) {
        EndpointRule rule = handler instanceof HandlerMethod method ? annotated.of(method) : EndpointRule.CLOSED;
        if (!rule.isClosed()) {
            return rule;
        }
        if (handler instanceof CorsConfigurationSource && CorsUtils.isPreFlightRequest(request)) {
            return EndpointRule.PUBLIC;
        }
        EndpointRule byPath = paths.of(request);
        return byPath.isClosed() && isOfSpringMvc(handler) ? EndpointRule.ANY_CALLER : byPath;
    }

    /** Spring MVC's own answer to OPTIONS. */
    private static boolean isOfSpringMvc(Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(LibraryHandlers.SPRING_MVC);
    }

    /** Nothing will run here but what answers 404, 405 and the like, or a filter behind this one. */
    private EndpointRule ofNoHandler(HttpServletRequest request, HandlerLookup.Found found) {
        EndpointRule rule = paths.of(request);
        if (!rule.isClosed()) {
            return rule;
        }
        return found.refusedByMapping() && isPublicWithAnotherRequest(request)
                ? EndpointRule.PUBLIC
                : EndpointRule.ANY_CALLER;
    }

    /** A client that sends the wrong media type to the log-in learns what is wrong, not that it has to log in. */
    private boolean isPublicWithAnotherRequest(HttpServletRequest request) {
        HttpServletRequest scratch = new ScratchRequest(request);
        ServletRequestPathUtils.parseAndCache(scratch);
        List<HandlerMethod> here = lookup.mappings(request).stream()
                .filter(RequestMappingInfoHandlerMapping.class::isInstance)
                .flatMap(mapping -> at(scratch, mapping))
                .toList();
        return !here.isEmpty()
                && here.stream().allMatch(handler -> annotated.of(handler).isPublic());
    }

    private static Stream<HandlerMethod> at(HttpServletRequest request, HandlerMapping mapping) {
        return ((RequestMappingInfoHandlerMapping) mapping)
                .getHandlerMethods().entrySet().stream()
                        .filter(entry -> entry.getKey().getPathPatternsCondition() != null
                                && entry.getKey().getPathPatternsCondition().getMatchingCondition(request) != null)
                        .map(Map.Entry::getValue);
    }
}
