package dev.gatehouse.autoconfigure.environment.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of retired properties against what the metadata of Spring Boot on this class path says. */
class RetiredKeysTests {

    @Test
    void everyRemovedPropertyOfSpringBootIsInTheTable() throws IOException {
        Map<String, String> removed = removed();
        assertThat(removed).hasSizeGreaterThan(100).containsKey("server.error.include-message");
        RetiredKeys table = RetiredKeys.load();
        removed.forEach((name, replacement) -> {
            assertThat(table.find(name)).as(name).isNotNull();
            assertThat(table.find(name).removed()).as(name).isTrue();
            String last = replacement;
            while (removed.get(last) != null && !removed.get(last).isEmpty()) {
                last = removed.get(last);
            }
            assertThat(String.valueOf(table.find(name).replacement()))
                    .as(name)
                    .isEqualTo(last.isEmpty() ? "null" : last);
        });
    }

    @Test
    void propertiesInUseAreNot() {
        assertThat(RetiredKeys.load().find("spring.web.error.include-message")).isNull();
        assertThat(RetiredKeys.load().find("spring.datasource.url")).isNull();
    }

    private static Map<String, String> removed() throws IOException {
        Map<String, String> removed = new TreeMap<>();
        String name = "META-INF/spring-configuration-metadata.json";
        for (var urls = RetiredKeysTests.class.getClassLoader().getResources(name); urls.hasMoreElements(); ) {
            var url = urls.nextElement();
            if (!url.toString().contains("/org/springframework/boot/")) {
                continue;
            }
            try (InputStream in = url.openStream()) {
                for (JsonNode property : new JsonMapper().readTree(in).path("properties")) {
                    if (property.at("/deprecation/level").asString("").equals("error")) {
                        removed.put(
                                property.path("name").asString(),
                                property.at("/deprecation/replacement").asString(""));
                    }
                }
            }
        }
        // Gone in 4.0, and there again in 4.1 as groups.
        removed.remove("spring.jackson.read");
        removed.remove("spring.jackson.write");
        return removed;
    }
}
