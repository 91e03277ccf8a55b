package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.HttpTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocsTests extends HttpTest {

    /** Answered before any limit. */
    private static final Set<String> PROBES = Set.of("/health", "/health/ping", "/health/live", "/health/ready");

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

    @Test
    void everyOperationSaysWhenToTryAgain() {
        JsonNode paths = api().path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode responses = operation.getValue().path("responses");
                    if (!PROBES.contains(path.getKey())) {
                        assertThat(List.of(responses.path("429"), responses.path("503")))
                                .as(operation.getKey() + " " + path.getKey())
                                .allSatisfy(later -> {
                                    assertThat(later.path("description").asString(""))
                                            .isNotEmpty();
                                    assertThat(later.at("/headers/Retry-After/schema/type")
                                                    .asString(""))
                                            .isEqualTo("integer");
                                    assertThat(later.path("content").has("application/problem+json"))
                                            .isTrue();
                                });
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ping", "/health/live", "/health/ready"})
    void probesAreDescribedAsTheyAnswer(String path) {
        JsonNode operation = api().path("paths").path(path).path("get");
        assertThat(operation.path("security").isEmpty()).isTrue();
        for (String status : List.of("200", "503")) {
            assertThat(operation
                            .at("/responses/" + status + "/content/application~1json/schema/$ref")
                            .asString(""))
                    .isEqualTo("#/components/schemas/HealthStatus");
        }
        JsonNode answer = json(anonymous().get().uri(path).exchange());
        assertThat(api().at("/components/schemas/HealthStatus/properties").propertyNames())
                .containsAll(answer.propertyNames());
    }

    @ParameterizedTest
    @CsvSource({
        "/health/detailed, application/json, " + HEALTH_TOKEN,
        "/metrics, text/plain, " + METRICS_TOKEN,
        "/health/metrics, text/plain, " + METRICS_TOKEN,
        "/.well-known/jwks.json, application/jwk-set+json, none"
    })
    void whatFiltersAnswerIsDescribed(String path, String mediaType, String token) {
        JsonNode operation = api().path("paths").path(path).path("get");
        assertThat(operation.path("responses").path("200").path("content").propertyNames())
                .containsExactly(mediaType);
        anonymous()
                .get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(mediaType);
        boolean open = operation.path("security").isEmpty();
        anonymous().get().uri(path).exchange().expectStatus().isEqualTo(open ? 200 : 401);
        assertThat(operation.has("x-permission")).isNotEqualTo(open);
    }

    /** What validators of OpenAPI look at first. */
    @Test
    void descriptionRefersToNothingThatIsNotThere() {
        JsonNode api = api();
        for (JsonNode reference : api.findValues("$ref")) {
            assertThat(api.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        }
        Set<String> ids = new HashSet<>();
        api.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(ids.add(operation.path("operationId").asString()))
                            .isTrue();
                    operation
                            .path("security")
                            .forEach(scheme -> assertThat(api.at("/components/securitySchemes")
                                            .propertyNames())
                                    .containsAll(scheme.propertyNames()));
                    operation
                            .path("responses")
                            .forEach(response ->
                                    assertThat(response.has("description")).isTrue());
                }));
        assertThat(ids).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/swagger-ui/index.html", "/swagger-ui/swagger-ui.css", "/v3/api-docs.yaml"})
    void docsAreOpenInDevelopment(String uri) {
        get(uri).expectStatus().value(status -> assertThat(status).isIn(200, 302));
    }

    private JsonNode api() {
        return json(get("/v3/api-docs"));
    }

    private static JsonNode json(ResponseSpec response) {
        return new JsonMapper().readTree(response.returnResult(String.class).getResponseBody());
    }

    private static int count(BodyContentSpec body, String path) {
        List<Object> found = new ArrayList<>();
        body.jsonPath(path).value((List<Object> values) -> found.addAll(values));
        return found.size();
    }
}
