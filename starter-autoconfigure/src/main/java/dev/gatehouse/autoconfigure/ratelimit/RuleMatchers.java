package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.ratelimit.RateLimitStage;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Makes the matchers of rules. Where a hidden form field can turn a POST into another method on its way to the handler,
 * a rule for such a method covers POST too, but a rule that is not for all of them leaves the default in place there.
 */
final class RuleMatchers {

    private static final String POST = "POST";
    private static final Set<String> HIDDEN = Set.of("PUT", "DELETE", "PATCH");

    private final PathPatternParser parser;
    private final boolean methodsHidden;
    private final List<RequestMatcher> ambiguous = new ArrayList<>();

    RuleMatchers(PathPatternParser parser, boolean methodsHidden) {
        this.parser = parser;
        this.methodsHidden = methodsHidden;
    }

    PathRequestMatcher of(String property, RateLimitProperties.Rule rule, RateLimitStage stage) {
        Set<String> methods = new TreeSet<>();
        rule.methods().forEach(method -> methods.add(method.name()));
        boolean complete = methods.isEmpty() || methods.contains(POST) && methods.containsAll(HIDDEN);
        if (!methodsHidden || stage != RateLimitStage.BEFORE_AUTHENTICATION || complete) {
            return matcher(property, rule.paths(), methods);
        }
        if (methods.stream().anyMatch(HIDDEN::contains)) {
            methods.add(POST);
        }
        PathRequestMatcher matcher = matcher(property, rule.paths(), methods);
        if (!rule.paths().isEmpty()) {
            ambiguous.add(request -> POST.equals(request.getMethod()) && matcher.matches(request));
        }
        return matcher;
    }

    private PathRequestMatcher matcher(String property, List<String> paths, Set<String> methods) {
        return paths.isEmpty()
                ? new PathRequestMatcher(parser, List.of(), methods)
                : PathRequestMatcher.of(parser, property + ".paths", paths, methods);
    }

    /** Gives the requests for which nothing replaces the default. Ask when all rules are made. */
    RequestMatcher keepingTheDefault(RequestMatcher unusualPaths) {
        if (ambiguous.isEmpty()) {
            return unusualPaths;
        }
        List<RequestMatcher> all = List.copyOf(ambiguous);
        return request -> unusualPaths.matches(request) || matchesAny(all, request);
    }

    private static boolean matchesAny(List<RequestMatcher> matchers, HttpServletRequest request) {
        for (RequestMatcher matcher : matchers) {
            if (matcher.matches(request)) {
                return true;
            }
        }
        return false;
    }
}
