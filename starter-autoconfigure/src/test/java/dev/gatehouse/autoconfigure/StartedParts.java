package dev.gatehouse.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** What a service needs to start with one feature. */
final class StartedParts {

    private static final String ROOT = StartedParts.class.getPackageName();

    /** The others ask these for the address of the client and for the error format. */
    private static final List<String> NEEDED_BY_ALL = List.of("gatehouse.client-address", "gatehouse.errors");

    /** Those that the health has its parts from. */
    private static final List<String> OF_SPRING_FOR_HEALTH = List.of(
            "org.springframework.boot.autoconfigure.availability.",
            "org.springframework.boot.autoconfigure.ssl.",
            "org.springframework.boot.health.autoconfigure.");

    private static final Set<String> CANDIDATES = StreamSupport.stream(
                    ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
            .collect(Collectors.toCollection(TreeSet::new));

    /** The prefixes of the properties by package. */
    private static final Map<String, Set<String>> PREFIXES = prefixes();

    private StartedParts() {}

    /** The auto-configurations that read this property, and those they cannot do without, in their order. */
    static Class<?>[] neededFor(String property) {
        return Configurations.getClasses(AutoConfigurations.of(CANDIDATES.stream()
                .filter(candidate -> isNeeded(candidate, property))
                .map(candidate -> ClassUtils.resolveClassName(candidate, null))
                .toArray(Class<?>[]::new)));
    }

    private static boolean isNeeded(String candidate, String property) {
        if (!candidate.startsWith(ROOT + ".")) {
            return property.startsWith("gatehouse.health.")
                    && OF_SPRING_FOR_HEALTH.stream().anyMatch(candidate::startsWith);
        }
        Set<String> prefixes = PREFIXES.getOrDefault(ClassUtils.getPackageName(candidate), Set.of());
        return prefixes.stream().anyMatch(prefix -> isOfOneFeature(prefix, property))
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
