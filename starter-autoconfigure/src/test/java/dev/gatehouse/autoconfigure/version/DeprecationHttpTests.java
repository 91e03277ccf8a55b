package dev.gatehouse.autoconfigure.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.version.DeprecatedEndpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deprecated endpoints over HTTP; the dates lie so far apart that the clock does not matter. */
class DeprecationHttpTests {

    private static final String PAST = "2020-01-01";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.rate-limit.enabled=false",
                "springdoc.api-docs.enabled=true",
                "gatehouse.api-version.current=1.4",
                "gatehouse.api-version.gone-after-sunset=true",
                "gatehouse.api-version.deprecations[0].name=legacy",
                "gatehouse.api-version.deprecations[0].paths=/legacy/**",
                "gatehouse.api-version.deprecations[0].methods=GET",
                "gatehouse.api-version.deprecations[0].since=2026-01-01",
                "gatehouse.api-version.deprecations[0].sunset=9998-12-09T10:00:00Z",
                "gatehouse.api-version.deprecations[0].successor=/v2/orders",
                "gatehouse.api-version.deprecations[0].documentation=https://docs.example.com/legacy",
                "gatehouse.api-version.deprecations[0].sunset-policy=https://docs.example.com/sunset",
                "gatehouse.api-version.deprecations[1].paths=/retired",
                "gatehouse.api-version.deprecations[1].since=2019-01-01",
                "gatehouse.api-version.deprecations[1].sunset=2020-01-01",
                "gatehouse.api-version.deprecations[2].paths=/kept",
                "gatehouse.api-version.deprecations[2].since=2019-01-01",
                "gatehouse.api-version.deprecations[2].sunset=2020-01-01",
                "gatehouse.api-version.deprecations[2].gone-after-sunset=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String header(HttpResponse<String> response, String name) {
        assertThat(response.headers().allValues(name)).as(name).hasSizeLessThan(2);
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/legacy/7", "/legacy/7/", "/%6cegacy/7", "/legacy/nothing/there"})
    void announcesDeprecatedPaths(String path) {
        HttpResponse<String> response = service.get(path);
        assertThat(header(response, "Deprecation")).isEqualTo("@1767225600");
        assertThat(header(response, "Sunset")).isEqualTo("Wed, 09 Dec 9998 10:00:00 GMT");
        assertThat(header(response, "Link"))
                .isEqualTo("</v2/orders>; rel=\"successor-version\","
                        + " <https://docs.example.com/legacy>; rel=\"deprecation\","
                        + " <https://docs.example.com/sunset>; rel=\"sunset\"");
        assertThat(header(response, "X-API-Version")).isEqualTo("1.4");
    }

    @ParameterizedTest
    @CsvSource({
        "/annotated, @1767225600",
        "/annotated/later, @1767225600",
        "/annotated/failing, @1767225600",
        "/by-class/class, @1577836800",
        "/by-class/method, @1609459200",
        "/by-class/meta, @1640995200",
    })
    void announcesAnnotatedHandlers(String path, String since) {
        HttpResponse<String> response = service.get(path);
        assertThat(header(response, "Deprecation")).isEqualTo(since);
        assertThat(header(response, "X-API-Version")).isEqualTo("1.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/legacy/reset", "/annotated/reset"})
    void announcesAgainWhereTheApplicationResetsTheResponse(String path) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.body()).isEqualTo("reset");
        assertThat(header(response, "Deprecation")).isEqualTo("@1767225600");
        assertThat(header(response, "Sunset")).isEqualTo("Wed, 09 Dec 9998 10:00:00 GMT");
        assertThat(header(response, "Link")).startsWith("</v2/orders>; rel=\"successor-version\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/nothing"})
    void saysNothingElsewhere(String path) {
        HttpResponse<String> response = service.get(path);
        assertThat(header(response, "Deprecation")).isEmpty();
        assertThat(header(response, "Sunset")).isEmpty();
        assertThat(header(response, "Link")).isEmpty();
        assertThat(header(response, "X-API-Version")).isEqualTo("1.4");
    }

    @Test
    void heedsTheMethod() {
        HttpResponse<String> posted = service.send("/legacy/7", request -> request.POST(BodyPublishers.noBody()));
        assertThat(posted.statusCode()).isEqualTo(200);
        assertThat(header(posted, "Deprecation")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/retired, 410", "/annotated/retired, 410", "/kept, 200"})
    void refusesAfterTheSunsetWhereAsked(String path, int status) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Sunset")).isEqualTo("Wed, 01 Jan 2020 00:00:00 GMT");
        if (status == 410) {
            JsonNode problem = JsonMapper.shared().readTree(response.body());
            assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(problem.get("error_code").asString()).isEqualTo("gone");
            assertThat(problem.get("detail").asString()).startsWith("This endpoint was retired.");
            assertThat(header(response, "X-API-Version")).isEqualTo("1.4");
        }
    }

    @Test
    void namesTheSuccessorInARefusal() {
        HttpResponse<String> response = service.get("/annotated/retired");
        assertThat(response.body()).contains("\"successor\":[\"/v2/things\"]");
        assertThat(header(response, "Link")).isEqualTo("</v2/things>; rel=\"successor-version\"");
    }

    @Test
    void countsByRouteAndName() {
        service.get("/annotated/items/1");
        service.get("/annotated/items/2");
        service.get("/legacy/1");
        service.get("/retired");
        assertThat(count("/annotated/items/{id}", "answered")).isEqualTo(2);
        assertThat(count("legacy", "answered")).isPositive();
        assertThat(count("/retired", "refused")).isPositive();
    }

    private static double count(String endpoint, String outcome) {
        Counter counter = service.context()
                .getBean(MeterRegistry.class)
                .get("gatehouse.deprecated_requests")
                .tags("endpoint", endpoint, "outcome", outcome)
                .counter();
        return counter.count();
    }

    @Test
    void marksDeprecatedOperationsInOpenApi() {
        HttpResponse<String> response = service.get("/v3/api-docs");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode paths = JsonMapper.shared().readTree(response.body()).get("paths");
        assertThat(operation(paths, "/annotated", "get").path("deprecated").asBoolean())
                .isTrue();
        assertThat(operation(paths, "/annotated/retired", "get")
                        .path("x-sunset")
                        .asString())
                .isEqualTo("2020-01-01T00:00:00Z");
        assertThat(operation(paths, "/legacy/{id}", "get").path("deprecated").asBoolean())
                .isTrue();
        assertThat(operation(paths, "/legacy/{id}", "post").path("deprecated").asBoolean())
                .isFalse();
        assertThat(operation(paths, "/plain", "get").path("deprecated").asBoolean())
                .isFalse();
    }

    private static JsonNode operation(JsonNode paths, String path, String method) {
        JsonNode operation = paths.path(path).path(method);
        assertThat(operation.isMissingNode()).as(method + " " + path).isFalse();
        return operation;
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Endpoints.class, ByClass.class})
    static class Application {}

    @Retention(RetentionPolicy.RUNTIME)
    @DeprecatedEndpoint(since = "2022-01-01")
    @interface Outdated {}

    @RestController
    static class Endpoints {

        @GetMapping({"/plain", "/kept", "/retired"})
        String plain() {
            return "plain";
        }

        @GetMapping("/legacy/{id}")
        String legacy(@PathVariable String id) {
            return id;
        }

        @PostMapping("/legacy/{id}")
        String create(@PathVariable String id) {
            return id;
        }

        @GetMapping("/annotated")
        @DeprecatedEndpoint(since = "2026-01-01")
        String annotated() {
            return "old";
        }

        @GetMapping("/annotated/items/{id}")
        @DeprecatedEndpoint(since = "2026-01-01")
        String item(@PathVariable String id) {
            return id;
        }

        @GetMapping("/annotated/later")
        @DeprecatedEndpoint(since = "2026-01-01")
        Callable<String> later() {
            return () -> "later";
        }

        @GetMapping({"/legacy/reset", "/annotated/reset"})
        @DeprecatedEndpoint(since = "2026-01-01", sunset = "9998-12-09T10:00:00Z", successor = "/v2/orders")
        String reset(HttpServletResponse response) {
            response.reset();
            return "reset";
        }

        @GetMapping("/annotated/failing")
        @DeprecatedEndpoint(since = "2026-01-01")
        String failing() {
            throw new IllegalStateException("expected");
        }

        @GetMapping("/annotated/retired")
        @DeprecatedEndpoint(since = "2019-01-01", sunset = PAST, successor = "/v2/things")
        String retired() {
            return "old";
        }
    }

    @RestController
    @RequestMapping("/by-class")
    @DeprecatedEndpoint(since = "2020-01-01")
    static class ByClass {

        @GetMapping("/class")
        String byClass() {
            return "";
        }

        @GetMapping("/method")
        @DeprecatedEndpoint(since = "2021-01-01")
        String byMethod() {
            return "";
        }

        @GetMapping("/meta")
        @Outdated
        String byMeta() {
            return "";
        }
    }
}
