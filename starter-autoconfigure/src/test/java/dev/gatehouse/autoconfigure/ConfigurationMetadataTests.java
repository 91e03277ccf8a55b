package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.json.JsonMapper;

/** What an editor tells about our properties. */
class ConfigurationMetadataTests {

    @Test
    void describesEveryProperty() throws IOException {
        List<Map<String, Object>> properties = properties();
        assertThat(properties)
                .hasSizeGreaterThan(40)
                .allSatisfy(property -> assertThat((String) property.get("description"))
                        .as("description of %s", property.get("name"))
                        .isNotBlank()
                        .doesNotStartWithIgnoringCase("the "));
    }

    @Test
    void describesBooleansByWhatTheySwitch() throws IOException {
        assertThat(properties())
                .filteredOn(property -> "java.lang.Boolean".equals(property.get("type")))
                .allSatisfy(property -> assertThat((String) property.get("description"))
                        .as("description of %s", property.get("name"))
                        .startsWith("whether "));
    }

    @Test
    void knowsEveryPropertyThatIsBound() throws Exception {
        Set<String> known = properties().stream()
                .map(property -> (String) property.get("name"))
                .collect(Collectors.toSet());
        List<String> bound = new ArrayList<>();
        for (BeanDefinition candidate : propertiesTypes()) {
            Class<?> type = Class.forName(candidate.getBeanClassName());
            if (isOurs(type)) {
                collect(type.getAnnotation(ConfigurationProperties.class).value(), type, bound);
            }
        }
        assertThat(bound)
                .hasSizeGreaterThan(200)
                .allSatisfy(name -> assertThat(known)
                        .as("what is not here is called unknown by the environment check")
                        .contains(name));
    }

    /** Those of mail are Spring Boot's. */
    @ParameterizedTest
    @ValueSource(strings = {"pools", "storage", "migrations", "ratelimitstore", "clamav"})
    void knowsTheSwitchOfEachPartOfHealth(String part) throws IOException {
        assertThat(properties())
                .extracting(property -> property.get("name"))
                .contains("management.health." + part + ".enabled");
    }

    private static Set<BeanDefinition> propertiesTypes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("dev.gatehouse.autoconfigure");
    }

    /** Not those of the tests. */
    private static boolean isOurs(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .equals(GatehouseProperties.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
    }

    /** What is bound to a record of ours is bound to its components. */
    private static void collect(String prefix, Class<?> type, List<String> names) throws NoSuchFieldException {
        for (RecordComponent component : type.getRecordComponents()) {
            Name other = type.getDeclaredField(component.getName()).getAnnotation(Name.class);
            String name = prefix + "."
                    + (other == null ? DataObjectPropertyName.toDashedForm(component.getName()) : other.value());
            if (component.getType().isRecord()
                    && component.getType().getPackageName().startsWith("dev.gatehouse.autoconfigure")) {
                collect(name, component.getType(), names);
            } else {
                names.add(name);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> properties() throws IOException {
        String name = "META-INF/spring-configuration-metadata.json";
        for (var urls = ConfigurationMetadataTests.class.getClassLoader().getResources(name);
                urls.hasMoreElements(); ) {
            try (InputStream in = urls.nextElement().openStream()) {
                List<Map<String, Object>> properties = (List<Map<String, Object>>)
                        new JsonMapper().readValue(in, Map.class).get("properties");
                if (properties.stream().anyMatch(property -> "gatehouse.enabled".equals(property.get("name")))) {
                    return properties;
                }
            }
        }
        throw new AssertionError("The metadata of Gatehouse is not on the class path.");
    }
}
