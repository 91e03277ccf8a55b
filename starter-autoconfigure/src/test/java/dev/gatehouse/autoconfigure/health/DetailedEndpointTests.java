package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.health.HealthSection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DetailedEndpointTests {

    @Test
    void tellsTheRestWhereASectionCannotBeRead() throws Exception {
        MockHttpServletResponse response = answer(
                section("bad", () -> {
                    throw new IllegalStateException("password=hunter2");
                }),
                section("empty", () -> null),
                section("good", () -> Map.of("a", 1)));
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString())
                .endsWith(",\"bad\":{\"error\":\"IllegalStateException\"},\"empty\":{},\"good\":{\"a\":1}}");
    }

    @Test
    void answersAlsoWhileTheServiceTakesNoRequests() throws Exception {
        MockHttpServletResponse response = answer();
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).startsWith("{\"status\":\"OUT_OF_SERVICE\"");
    }

    private static MockHttpServletResponse answer(HealthSection... sections) throws Exception {
        ServiceHealth health = new ServiceHealth(new ApplicationAvailabilityBean(), () -> false, HealthParts.NONE);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new DetailedEndpoint(health, Map.of(), List.of(sections))
                .answer(new MockHttpServletRequest("GET", "/health/detailed"), response);
        return response;
    }

    private static HealthSection section(String name, Supplier<Map<String, Object>> content) {
        return new HealthSection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Map<String, Object> read() {
                return content.get();
            }
        };
    }
}
