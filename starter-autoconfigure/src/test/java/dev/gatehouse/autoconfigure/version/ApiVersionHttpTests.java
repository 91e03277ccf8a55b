package dev.gatehouse.autoconfigure.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** With the API versions of Spring MVC. */
class ApiVersionHttpTests {

    private static final String RULE = "gatehouse.api-version.deprecations[0].";

    private static RunningService optional;

    @BeforeAll
    static void start() {
        optional = RunningService.start(
                Application.class,
                "spring.mvc.apiversion.use.header=API-Version",
                "spring.mvc.apiversion.required=false",
                "spring.mvc.apiversion.supported=1.0,2.0,2.3",
                "gatehouse.api-version.current=0.9",
                RULE + "versions=1.0",
                RULE + "since=2026-01-01");
    }

    @AfterAll
    static void stop() {
        optional.close();
    }

    private static String header(HttpResponse<String> response, String name) {
        assertThat(response.headers().allValues(name)).as(name).hasSizeLessThan(2);
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders, 1, first, 1.0.0, @1767225600",
        "/orders, 1.0, first, 1.0.0, @1767225600",
        "/orders, 2, second, 2.0.0, ''",
        "/orders, 2.3, second, 2.3.0, ''",
        "/orders, '', second, 2.0.0, ''",
        "/plain, 1, plain, 1.0.0, @1767225600",
        "/plain, '', plain, 0.9, ''",
    })
    void tellsTheVersionThatServed(String path, String asked, String body, String version, String deprecation) {
        HttpResponse<String> response = asked.isEmpty() ? optional.get(path) : optional.get(path, "API-Version", asked);
        assertThat(response.body()).isEqualTo(body);
        assertThat(header(response, "X-API-Version")).isEqualTo(version);
        assertThat(header(response, "Deprecation")).isEqualTo(deprecation);
    }

    @ParameterizedTest
    @CsvSource({"/later/204, 204", "/later/304, 304", "/promised/204, 204", "/promised/200, 200"})
    void tellsTheVersionInAnAnswerThatComesLaterAndHasNoBody(String path, int status) {
        HttpResponse<String> response = optional.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "X-API-Version")).isEqualTo("0.9");
        assertThat(header(response, "X-RateLimit-Limit")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"header=API-Version", "query-parameter=v", "path-segment=0"})
    void answersAMissingOrInvalidVersionInTheOneFormat(String use) {
        try (RunningService service = RunningService.start(
                Application.class,
                "spring.mvc.apiversion.use." + use,
                "spring.mvc.apiversion.required=true",
                "spring.mvc.apiversion.supported=1.0,2.0")) {
            if (use.startsWith("header")) {
                checkProblem(service.get("/orders"), "api_version_required");
                checkProblem(service.get("/orders", "API-Version", "9"), "api_version_not_supported");
                checkProblem(service.get("/orders", "API-Version", "no<b>"), "api_version_not_supported");
            } else if (use.startsWith("query")) {
                checkProblem(service.get("/orders"), "api_version_required");
                checkProblem(service.get("/orders?v=9"), "api_version_not_supported");
                checkProblem(service.get("/orders?v=no%3Cb%3E"), "api_version_not_supported");
            } else {
                checkProblem(service.get("/9/segment"), "api_version_not_supported");
                checkProblem(service.get("/no/segment"), "api_version_not_supported");
                checkProblem(service.get("/error"), "api_version_not_supported");
                HttpResponse<String> served = service.get("/2/segment");
                assertThat(served.body()).isEqualTo("segment");
                assertThat(header(served, "X-API-Version")).isEqualTo("2.0.0");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/fails, 500, internal_error", "/sends, 503, unavailable"})
    void answersAnErrorInTheOneFormatWhereVersionsAreRequired(String path, int status, String code) {
        try (RunningService service = RunningService.start(
                Application.class,
                "spring.mvc.apiversion.use.header=API-Version",
                "spring.mvc.apiversion.required=true",
                "spring.mvc.apiversion.supported=1.0")) {
            HttpResponse<String> response = service.get(path, "API-Version", "1");
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(JsonMapper.shared()
                            .readTree(response.body())
                            .get("error_code")
                            .asString())
                    .isEqualTo(code);
            assertThat(header(response, "X-API-Version")).isEqualTo("1.0.0");
        }
    }

    @Test
    void tellsOfARetiredVersionWhoseHandlersAreRemovedThatItIsGone() {
        try (RunningService service = RunningService.start(
                OnlySecond.class,
                "spring.mvc.apiversion.use.header=API-Version",
                "spring.mvc.apiversion.required=true",
                "spring.mvc.apiversion.supported=2.0",
                "gatehouse.api-version.gone-after-sunset=true",
                RULE + "versions=1.0",
                RULE + "paths=/orders/**",
                RULE + "since=2019-01-01",
                RULE + "sunset=2020-01-01",
                RULE + "successor=/v2",
                "gatehouse.api-version.deprecations[1].versions=1.5",
                "gatehouse.api-version.deprecations[1].since=2019-01-01",
                "gatehouse.api-version.deprecations[1].sunset=9998-01-01")) {
            HttpResponse<String> gone = service.get("/orders", "API-Version", "1");
            assertThat(gone.statusCode()).as(gone.body()).isEqualTo(410);
            assertThat(header(gone, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(header(gone, "Sunset")).isEqualTo("Wed, 01 Jan 2020 00:00:00 GMT");
            assertThat(gone.body()).contains("\"successor\":[\"/v2\"]");
            checkProblem(service.get("/orders", "API-Version", "1.5"), "api_version_not_supported");
            checkProblem(service.get("/orders", "API-Version", "no<b>"), "api_version_not_supported");
            checkProblem(service.get("/others", "API-Version", "1"), "api_version_not_supported");
            assertThat(service.get("/orders", "API-Version", "2").body()).isEqualTo("second");
        }
    }

    private static void checkProblem(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("error_code").asString()).isEqualTo(code);
        assertThat(problem.get("request_id").asString()).isNotEmpty();
        assertThat(response.body()).doesNotContain("<b>");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    @Import(SecondEndpoints.class)
    static class OnlySecond {}

    @RestController
    static class SecondEndpoints {

        @GetMapping(
                path = {"/orders", "/others"},
                version = "2.0")
        String second() {
            return "second";
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping(path = "/orders", version = "1.0")
        String first() {
            return "first";
        }

        @GetMapping(path = "/orders", version = "2.0+")
        String second() {
            return "second";
        }

        @GetMapping("/plain")
        String plain() {
            return "plain";
        }

        @GetMapping("/{version}/segment")
        String segment() {
            return "segment";
        }

        @GetMapping("/later/{status}")
        Callable<ResponseEntity<Void>> later(@PathVariable int status) {
            return () -> ResponseEntity.status(status).build();
        }

        @GetMapping("/promised/{status}")
        CompletableFuture<ResponseEntity<Void>> promised(@PathVariable int status) {
            return CompletableFuture.supplyAsync(
                    () -> ResponseEntity.status(status).build());
        }

        @GetMapping("/fails")
        String fails() {
            throw new IllegalStateException("expected");
        }

        @GetMapping("/sends")
        void sends(HttpServletResponse response) throws IOException {
            response.sendError(503);
        }
    }
}
