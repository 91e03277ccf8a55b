package dev.gatehouse.autoconfigure.deadline;

import dev.gatehouse.autoconfigure.deadline.RequestTimeoutProperties.PathRule;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.deadline.PathTimeout;
import dev.gatehouse.deadline.Timeout;
import dev.gatehouse.web.RequestMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the time-outs of paths from the properties, and names the property when that fails. */
final class PathTimeouts {

    private final Timeout general;
    private final PathPatternParser parser;

    PathTimeouts(Timeout general, PathPatternParser parser) {
        this.general = general;
        this.parser = parser;
    }

    List<PathTimeout> of(List<PathRule> rules) {
        List<PathTimeout> timeouts = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            String property = RequestTimeoutProperties.PREFIX + ".timeouts[" + i + "]";
            timeouts.add(timeout(property, rules.get(i)));
        }
        return timeouts;
    }

    private PathTimeout timeout(String property, PathRule rule) {
        Timeout timeout = rule.timeout();
        if (timeout == null) {
            throw invalid(property, "timeout", null, "Write a time-out, e.g. 5m, or off.");
        }
        if (rule.paths().isEmpty()) {
            throw invalid(property, "paths", null, "Write path patterns, e.g. /reports/**.");
        }
        try {
            return new PathTimeout(requests(rule.paths(), timeout), timeout);
        } catch (IllegalArgumentException e) {
            throw invalid(property, "paths", rule.paths(), String.valueOf(e.getMessage()));
        }
    }

    /** No odd spelling of a path gets the longer time of another one, or escapes a shorter one. */
    private RequestMatcher requests(List<String> paths, Timeout timeout) {
        return isLonger(timeout)
                ? PathRequestMatcher.ofGenerous(parser, paths)
                : new PathRequestMatcher(parser, paths, Set.of());
    }

    private boolean isLonger(Timeout timeout) {
        if (general.duration().isZero()) {
            return false;
        }
        return timeout.duration().isZero() || timeout.duration().compareTo(general.duration()) > 0;
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property + "." + name, value, reason);
    }
}
