package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
