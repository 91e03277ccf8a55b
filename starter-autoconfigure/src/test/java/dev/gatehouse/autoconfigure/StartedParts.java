package dev.gatehouse.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** What a service needs to start with one feature: hundreds of starts take minutes if each sets up all of them. */
final class StartedParts {

    private static final String ROOT = StartedParts.class.getPackageName();

    private static final List<String> OF_SPRING = List.of(
            "org.springframework.boot.autoconfigure.availability.",
            "org.springframework.boot.autoconfigure.context.",
            "org.springframework.boot.autoconfigure.ssl.",
            "org.springframework.boot.health.autoconfigure.",
            "org.springframework.boot.validation.autoconfigure.",
            "org.springframework.boot.jackson.autoconfigure.",
            "org.springframework.boot.http.converter.autoconfigure.",
            "org.springframework.boot.servlet.autoconfigure.Multipart",
            "org.springframework.boot.tomcat.autoconfigure.servlet.",
            "org.springframework.boot.webmvc.autoconfigure.");

    /** The others ask these for the address of the client and for the error format. */
    private static final List<String> NEEDED_BY_ALL = List.of("gatehouse.client-address", "gatehouse.errors");

    private static final Set<String> CANDIDATES = StreamSupport.stream(
                    ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
            .collect(Collectors.toCollection(TreeSet::new));

    /** The prefixes of the properties by package. */
    private static final Map<String, Set<String>> PREFIXES = prefixes();

    private StartedParts() {}

    /** The names of all auto-configurations that a start with this property set can do without. */
    static String excludedFor(String property) {
        return CANDIDATES.stream()
                .filter(candidate -> !isNeeded(candidate, property))
                .collect(Collectors.joining(","));
    }

    private static boolean isNeeded(String candidate, String property) {
        if (!candidate.startsWith(ROOT + ".")) {
            return OF_SPRING.stream().anyMatch(candidate::startsWith);
        }
        Set<String> prefixes = PREFIXES.getOrDefault(ClassUtils.getPackageName(candidate), Set.of());
        return prefixes.isEmpty()
                || prefixes.stream().anyMatch(prefix -> isOfOneFeature(prefix, property))
                || NEEDED_BY_ALL.stream().anyMatch(prefixes::contains);
    }

    private static boolean isOfOneFeature(String prefix, String property) {
        return property.equals(prefix)
                || property.startsWith(prefix + ".")
                || prefix.startsWith("gatehouse.auth") && property.startsWith("gatehouse.auth.");
    }

    private static Map<String, Set<String>> prefixes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents(ROOT).stream()
                .map(definition -> ClassUtils.resolveClassName(definition.getBeanClassName(), null))
                .collect(Collectors.groupingBy(
                        Class::getPackageName,
                        Collectors.mapping(
                                type -> type.getAnnotation(ConfigurationProperties.class)
                                        .value(),
                                Collectors.toSet())));
    }
}
