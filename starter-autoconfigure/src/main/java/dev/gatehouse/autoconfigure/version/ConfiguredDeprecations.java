package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.autoconfigure.version.ApiVersionProperties.Rule;
import dev.gatehouse.autoconfigure.web.PathRequestMatcher;
import dev.gatehouse.version.Deprecation;
import dev.gatehouse.version.DeprecationRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.accept.ApiVersionStrategy;
import org.springframework.web.util.pattern.PathPatternParser;

/** Makes the deprecations of the properties, and names the property when that fails. */
final class ConfiguredDeprecations {

    private final PathPatternParser parser;
    private final @Nullable ApiVersionStrategy strategy;
    private final List<ConfiguredDeprecation> all = new ArrayList<>();

    ConfiguredDeprecations(
            ApiVersionProperties properties, PathPatternParser parser, @Nullable ApiVersionStrategy strategy) {
        this.parser = parser;
        this.strategy = strategy;
        for (int i = 0; i < properties.deprecations().size(); i++) {
            String property = ApiVersionProperties.PREFIX + ".deprecations[" + i + "]";
            all.add(read(property, properties.deprecations().get(i), properties.goneAfterSunset()));
        }
    }

    private ConfiguredDeprecation read(String property, Rule rule, boolean goneAfterSunset) {
        if (rule.paths().isEmpty() && rule.versions().isEmpty()) {
            throw invalid(property, "paths", null, "Write path patterns, e.g. /v1/**, or versions.");
        }
        String name = Objects.requireNonNullElseGet(
                rule.name(),
                () -> rule.paths().isEmpty()
                        ? "version " + rule.versions().get(0)
                        : rule.paths().get(0));
        return new ConfiguredDeprecation(
                name,
                paths(property, rule),
                versions(property, rule.versions()),
                deprecation(property, rule),
                Objects.requireNonNullElse(rule.goneAfterSunset(), goneAfterSunset));
    }

    private PathRequestMatcher paths(String property, Rule rule) {
        Set<String> methods = new HashSet<>();
        rule.methods().forEach(method -> methods.add(method.name()));
        return rule.paths().isEmpty()
                ? new PathRequestMatcher(parser, List.of(), methods)
                : PathRequestMatcher.of(parser, property + ".paths", rule.paths(), methods);
    }

    /** Compared as Spring MVC compares them: {@code 1} and {@code 1.0} are the same. */
    private Set<Comparable<?>> versions(String property, List<String> texts) {
        Set<Comparable<?>> versions = new TreeSet<>();
        for (String text : texts) {
            if (strategy == null) {
                throw invalid(
                        property,
                        "versions",
                        text,
                        "Spring MVC knows no versions here. Set spring.mvc.apiversion.use.*, or write paths instead.");
            }
            try {
                versions.add(strategy.parseVersion(text));
            } catch (RuntimeException e) {
                throw invalid(
                        property, "versions", text, "Spring MVC cannot read this version. Write it as clients do.");
            }
        }
        return versions;
    }

    private static Deprecation deprecation(String property, Rule rule) {
        if (rule.since() == null) {
            throw invalid(property, "since", null, "Write since when it is deprecated, e.g. 2026-07-01.");
        }
        try {
            return new Deprecation(
                    rule.since(), rule.sunset(), rule.successor(), rule.documentation(), rule.sunsetPolicy());
        } catch (IllegalArgumentException e) {
            throw invalid(property, "sunset", rule.sunset(), String.valueOf(e.getMessage()));
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, String name, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property + "." + name, value, reason);
    }

    List<ConfiguredDeprecation> all() {
        return all;
    }

    /** Those that hold whatever the version, so that they are known before there is a handler. */
    List<DeprecationRule> ofPaths() {
        return all.stream()
                .filter(deprecation -> !deprecation.isForVersions())
                .map(ConfiguredDeprecation::toRule)
                .toList();
    }

    List<ConfiguredDeprecation> ofVersions() {
        return all.stream().filter(ConfiguredDeprecation::isForVersions).toList();
    }
}
