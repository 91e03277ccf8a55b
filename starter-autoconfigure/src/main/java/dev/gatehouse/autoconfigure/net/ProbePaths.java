package dev.gatehouse.autoconfigure.net;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/**
 * Paths of probes that a feature adds to the configured ones. They are asked with each request, since a feature may give
 * a path up when the application answers there.
 *
 * @param paths tells whether a request is for one of them; an odd spelling of one must not be
 */
public record ProbePaths(RequestMatcher paths) {

    /**
     * Adds paths to those that are configured.
     *
     * @param configured the paths that are configured
     * @param added what features add
     * @return covers a request if one of them does
     */
    public static RequestMatcher join(RequestMatcher configured, Stream<ProbePaths> added) {
        RequestMatcher[] all = Stream.concat(Stream.of(configured), added.map(ProbePaths::paths))
                .toArray(RequestMatcher[]::new);
        return request -> isCovered(request, all);
    }

    private static boolean isCovered(HttpServletRequest request, RequestMatcher[] matchers) {
        for (RequestMatcher matcher : matchers) {
            if (matcher.matches(request)) {
                return true;
            }
        }
        return false;
    }
}
