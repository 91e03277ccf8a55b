package dev.gatehouse.autoconfigure.concurrency;

import dev.gatehouse.autoconfigure.concurrency.ConcurrencyLimitProperties.Group;
import dev.gatehouse.autoconfigure.net.ProbePaths;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.concurrency.ConcurrencyGroup;
import dev.gatehouse.concurrency.ConcurrencyLimit;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.web.RequestMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the limits from the properties, and names the property when that fails. */
final class ConfiguredLimits {

    private final ConcurrencyLimitProperties properties;
    private final PathPatternParser parser;
    private final List<ProbePaths> probes;
    private final @Nullable AdaptiveLimits adaptive;

    ConfiguredLimits(
            ConcurrencyLimitProperties properties,
            PathPatternParser parser,
            Stream<ProbePaths> probes,
            @Nullable AdaptiveLimits adaptive) {
        this.properties = properties;
        this.parser = parser;
        this.probes = probes.toList();
        this.adaptive = adaptive;
    }

    ConcurrencyLimits toLimits() {
        ConcurrencyLimit all =
                properties.maxConcurrent() == 0 ? null : ConcurrencyLimit.fixed(properties.maxConcurrent());
        return new ConcurrencyLimits(all, groups(), exemption(), properties.maxConcurrentRetryAfter());
    }

    /** No exemption at all stays none, whatever features add. */
    private RequestMatcher exemption() {
        List<String> exempt = properties.maxConcurrentExempt();
        if (exempt.isEmpty()) {
            return request -> false;
        }
        RequestMatcher configured = PathRequestMatcher.ofExempt(
                parser, ConcurrencyLimitProperties.PREFIX + ".max-concurrent-exempt", exempt);
        return ProbePaths.join(configured, probes.stream());
    }

    private List<ConcurrencyGroup> groups() {
        List<ConcurrencyGroup> groups = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < properties.concurrencyGroups().size(); i++) {
            String property = ConcurrencyLimitProperties.PREFIX + ".concurrency-groups[" + i + "]";
            ConcurrencyGroup group =
                    group(property, properties.concurrencyGroups().get(i));
            if (!names.add(group.name())) {
                throw invalid(property + ".name", group.name(), "Another group has this name. Use a different one.");
            }
            groups.add(group);
        }
        return groups;
    }

    private ConcurrencyGroup group(String property, Group group) {
        if (group.name() == null) {
            throw invalid(
                    property + ".name",
                    null,
                    "Give the group a name, e.g. search. A source that overrides a part of a list has to give all of it.");
        }
        if (group.paths().isEmpty()) {
            throw invalid(property + ".paths", null, "Write path patterns, e.g. /search/**.");
        }
        try {
            return new ConcurrencyGroup(
                    group.name(), matcher(property + ".paths", group.paths()), limit(property, group));
        } catch (IllegalArgumentException e) {
            throw invalid(property + ".name", group.name(), String.valueOf(e.getMessage()));
        }
    }

    private ConcurrencyLimit limit(String property, Group group) {
        if (!group.adaptive()) {
            return ConcurrencyLimit.fixed(group.maxConcurrent());
        }
        if (adaptive == null) {
            throw invalid(
                    property + ".adaptive",
                    true,
                    "Add com.netflix.concurrency-limits:concurrency-limits-core to the dependencies, or use false.");
        }
        return adaptive.between(group.minConcurrent(), group.maxConcurrent());
    }

    private RequestMatcher matcher(String property, List<String> patterns) {
        try {
            return new PathRequestMatcher(parser, patterns, Set.of());
        } catch (IllegalArgumentException e) {
            throw invalid(property, patterns, String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property, value, reason);
    }
}
