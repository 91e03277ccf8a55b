package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

class DocsTests extends HttpTest {

    @Test
    void describesTheApiInOpenApi31() {
        BodyContentSpec api = get("/v3/api-docs").expectStatus().isOk().expectBody();
        api.jsonPath("$.openapi")
                .value(version -> assertThat(version.toString()).startsWith("3.1."));
        api.jsonPath("$.servers[0].url").isEqualTo("/");
        api.jsonPath("$.paths['/api/v1/items/import'].post.responses['422'].content['application/problem+json']")
                .exists();
        api.jsonPath("$.paths['/actuator/health']").doesNotExist();
    }

    @Test
    void schemasShowTheNamesAndNullsOfTheJson() {
        BodyContentSpec api = get("/v3/api-docs").expectBody();
        api.jsonPath("$.components.schemas.ItemDraft.properties.external_ref.type")
                .isEqualTo(List.of("string", "null"));
        api.jsonPath("$.components.schemas.ItemDraft.properties.externalRef").doesNotExist();
        api.jsonPath("$.components.schemas.ItemExport.properties.next_cursor.type")
                .isEqualTo(List.of("string", "null"));
        api.jsonPath("$.components.schemas.Problem.properties.error_code").exists();
    }

    @Test
    void everyOperationHasASummaryAndDescribesItsErrors() {
        BodyContentSpec api = get("/v3/api-docs").expectBody();
        int operations = count(api, "$.paths.*.*");
        assertThat(operations).isGreaterThanOrEqualTo(13);
        assertThat(count(api, "$.paths.*.*.summary")).isEqualTo(operations);
        assertThat(count(api, "$.paths.*.*.tags")).isEqualTo(operations);
        assertThat(count(api, "$.paths.*.*.responses.default.content['application/problem+json']"))
                .isEqualTo(operations);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/swagger-ui/index.html", "/swagger-ui/swagger-ui.css", "/v3/api-docs.yaml"})
    void docsAreOpenInDevelopment(String uri) {
        get(uri).expectStatus().value(status -> assertThat(status).isIn(200, 302));
    }

    private static int count(BodyContentSpec body, String path) {
        List<Object> found = new ArrayList<>();
        body.jsonPath(path).value((List<Object> values) -> found.addAll(values));
        return found.size();
    }
}
