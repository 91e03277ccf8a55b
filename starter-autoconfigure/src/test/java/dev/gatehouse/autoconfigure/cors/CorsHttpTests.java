package dev.gatehouse.autoconfigure.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.ratelimit.RateLimit;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What a browser gets from a service without Spring Security. */
class CorsHttpTests {

    private static final String APP = "https://app.example.com";
    private static final List<String> EXPOSED = List.of(
            "X-Request-ID",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-RateLimit-Window");

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.cors.allowed-origins=" + APP + ",https://*.example.org",
                "gatehouse.cors.allow-credentials=true",
                "gatehouse.cors.exposed-headers=X-Total-Count",
                "gatehouse.cors.paths[0].path=/public/**",
                "gatehouse.cors.paths[0].allowed-origins=*",
                "gatehouse.cors.paths[0].allowed-methods=GET",
                "gatehouse.cors.paths[0].allowed-headers=*",
                "gatehouse.cors.paths[0].allow-credentials=false",
                "gatehouse.cors.paths[0].max-age=0s",
                "gatehouse.cors.paths[1].path=/admin/**",
                "gatehouse.cors.paths[1].allowed-origins=",
                "gatehouse.cors.paths[2].path=/own/**",
                "gatehouse.cors.paths[2].enabled=false",
                "spring.servlet.multipart.max-file-size=1KB",
                "gatehouse.request-limits.max-body-size=4KB",
                "gatehouse.rate-limit.default-limit=100000/minute");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {APP, "https://a.example.org", "https://a.b.example.org"})
    void letsAnAllowedOriginReadTheAnswer(String origin) {
        HttpResponse<String> response = service.get("/ok", "Origin", origin);
        assertThat(response.statusCode()).isEqualTo(200);
        assertReadable(response, origin);
        assertThat(one(response, "Access-Control-Expose-Headers").split(", "))
                .contains("X-Total-Count")
                .containsAll(EXPOSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://app.example.com.evil.com",
                "https://evil-app.example.com",
                "https://evilexample.org",
                "https://example.org",
                "https://.example.org",
                "https://evil.com/.example.org",
                "https://evil.com?.example.org",
                "https://evil.com#.example.org",
                "https://evil.com:80.example.org",
                "https://evil.com\\.example.org",
                "https://user@a.example.org",
                "https://a.example.org/",
                "https://app.example.com/",
                "https://app.example.com:",
                "https://app.example.com:8443",
                "https://app.example.com.",
                "http://app.example.com",
                "https://app.example.com https://evil.com",
                "https://app.example.com, https://evil.com",
                "https://x, https://a.example.org",
                "https://a%2eexample.org",
                "https://a.example.org%60.evil.com",
                "https://a.example.org`.evil.com",
                "https://app.ex\u00e4mple.com",
                "app.example.com",
                "//app.example.com",
                "*"
            })
    void refusesEveryOtherOriginInTheOneFormat(String origin) {
        for (String request : List.of(
                "GET /ok HTTP/1.1\r\nHost: localhost\r\n",
                "OPTIONS /ok HTTP/1.1\r\nHost: localhost\r\nAccess-Control-Request-Method: GET\r\n")) {
            String answer = service.sendRaw(request + "Origin: " + origin + "\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 403")
                    .contains("Vary: Origin")
                    .contains("application/problem+json")
                    .contains("\"error_code\":\"cross_origin_refused\"")
                    .doesNotContain("Access-Control-Allow-");
        }
    }

    @Test
    void refusesSeveralOrigins() {
        assertThat(service.sendRaw(
                        "GET /ok HTTP/1.1\r\nHost: localhost\r\nOrigin: " + APP + "\r\nOrigin: " + APP + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void comparesTheOriginNotItsSpelling() {
        assertReadable(service.get("/ok", "Origin", "HTTPS://App.Example.COM:443"), APP);
    }

    @Test
    void saysAlsoWithoutAnOriginThatTheAnswerDependsOnIt() {
        HttpResponse<String> response = service.get("/ok");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Vary")).containsExactly("Origin");
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /ok, 200",
        "GET, /reset, 200",
        "GET, /vary, 200",
        "GET, /own-header, 200",
        "GET, /own-entity, 200",
        "GET, /annotated, 200",
        "GET, /callable, 200",
        "GET, /nothing, 404",
        "DELETE, /ok, 405",
        "POST, /upload, 413",
        "POST, /text, 413",
        "POST, /chunked, 413",
        "GET, /send-error, 418",
        "GET, /limited, 429",
        "GET, /uncaught, 500",
        "GET, /reset-and-fail, 500",
    })
    void letsTheBrowserReadEveryAnswerAndSaysItOnce(String method, String path, int status) {
        if (path.equals("/limited")) {
            send(method, path);
        }
        HttpResponse<String> response = send(method, path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertReadable(response, APP);
        assertThat(one(response, "Access-Control-Expose-Headers")).contains(EXPOSED);
        assertThat(one(response, "X-Request-ID")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exposing", "/exposing-more"})
    void whatAControllerExposesComesOnTop(String path) {
        String exposed = String.join(", ", send("GET", path).headers().allValues("Access-Control-Expose-Headers"));
        assertThat(exposed.split(", ")).contains("X-Own").containsAll(EXPOSED);
    }

    @Test
    void answersAPreflight() {
        HttpResponse<String> response = preflight(
                "/ok",
                "Origin",
                APP,
                "Access-Control-Request-Method",
                "PUT",
                "Access-Control-Request-Headers",
                "authorization, CONTENT-TYPE,,x-request-id ");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertReadable(response, APP);
        assertThat(one(response, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, PUT, PATCH, DELETE");
        assertThat(one(response, "Access-Control-Allow-Headers"))
                .isEqualTo("Authorization, Content-Type, If-Match, If-None-Match, X-Requested-With, X-Request-ID");
        assertThat(one(response, "Access-Control-Max-Age")).isEqualTo("600");
        assertThat(response.headers().allValues("Vary"))
                .containsExactly("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRACE | ''",
                "put | ''",
                "'' | ''",
                "'P UT' | ''",
                "'PUT, GET' | ''",
                "* | ''",
                "PUT | x-evil",
                "PUT | 'authorization, x-evil'",
                "PUT | 'authorization x-evil'",
                "PUT | 'authorization;x'",
                "PUT | *",
            })
    void refusesAPreflightForMore(String method, String headers) {
        String answer = service.sendRaw("OPTIONS /ok HTTP/1.1\r\nHost: localhost\r\nOrigin: " + APP
                + "\r\nAccess-Control-Request-Method: " + method + "\r\nAccess-Control-Request-Headers: " + headers
                + "\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("Vary: Origin")
                .contains("Vary: Access-Control-Request-Headers")
                .doesNotContain("Access-Control-Allow-");
    }

    @Test
    void readsAllLinesOfRequestedHeaders() {
        String start = "OPTIONS /ok HTTP/1.1\r\nHost: localhost\r\nOrigin: " + APP
                + "\r\nAccess-Control-Request-Method: PUT\r\nAccess-Control-Request-Headers: authorization\r\nConnection: close\r\n";
        assertThat(service.sendRaw(start + "Access-Control-Request-Headers: x-evil\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(service.sendRaw(start + "Access-Control-Request-Headers: if-match\r\n\r\n"))
                .startsWith("HTTP/1.1 204");
    }

    @Test
    void refusesAMethodThatIsNotAllowed() {
        assertThat(service.send(
                                "/ok",
                                request -> request.header("Origin", APP).method("PROPFIND", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void takesAnOptionsRequestThatIsNoPreflightToTheApplication() {
        HttpResponse<String> response = service.send(
                "/ok",
                request ->
                        request.header("Origin", "https://other.example").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(service.send("/ok", request -> request.method("OPTIONS", BodyPublishers.noBody()))
                        .headers()
                        .firstValue("Allow"))
                .isPresent();
    }

    @Test
    void opensAPathToEveryoneWithoutCredentials() {
        HttpResponse<String> response = service.get("/public/ok", "Origin", "https://anybody.example");
        assertThat(one(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-credentials");
        assertThat(service.get("/public/ok", "Origin", "null").statusCode()).isEqualTo(403);
        HttpResponse<String> preflight = preflight(
                "/public/ok",
                "Origin",
                "https://anybody.example",
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "x-one, x-two");
        assertThat(one(preflight, "Access-Control-Allow-Headers")).isEqualTo("x-one, x-two");
        assertThat(one(preflight, "Access-Control-Allow-Methods")).isEqualTo("GET");
        assertThat(one(preflight, "Access-Control-Max-Age")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/ok",
                "/%61dmin/ok",
                "/admin;a=b/ok",
                "/admin/ok/",
                "//admin/ok",
                "/./admin/ok",
                "/public/../admin/ok",
                "/public/..;/admin/ok",
                "/public//ok"
            })
    void closesAPathHoweverItIsSpelled(String path) {
        assertThat(service.sendRaw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + APP + "\r\n\r\n"))
                .matches("(?s)HTTP/1.1 40[03] .*")
                .doesNotContain("Access-Control-Allow-Origin");
    }

    @Test
    void leavesAPathToTheApplication() {
        HttpResponse<String> response = service.get("/own/annotated", "Origin", "https://other.example");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(one(response, "Access-Control-Allow-Origin")).isEqualTo("https://other.example");
        assertThat(service.get("/own/ok", "Origin", "https://other.example")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void knowsItsOwnPages() {
        String own = "http://127.0.0.1:" + service.port();
        HttpResponse<String> response = service.get("/ok", "Origin", own);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(response.headers().allValues("Vary")).containsExactly("Origin");
        assertThat(service.get("/ok", "Origin", "null", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.net, https://www.example.net, 200",
        "www.example.net, http://www.example.net, 200",
        "www.example.net:8443, https://www.example.net:8443, 200",
        "www.example.net, https://www.example.net:8443, 403",
        "www.example.net, https://example.net, 403",
        "www.example.net, http://www.example.net:443, 403",
        "'[::1]', 'https://[0:0::1]', 200",
    })
    void knowsItsOwnPagesBehindAProxyThatEndsTls(String host, String origin, int status) {
        assertThat(service.sendRaw("GET /ok HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin + "\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    private static HttpResponse<String> preflight(String path, String... headers) {
        return service.send(path, request -> request.headers(headers).method("OPTIONS", BodyPublishers.noBody()));
    }

    private static HttpResponse<String> send(String method, String path) {
        return service.send(path, request -> {
            request.header("Origin", APP);
            if (path.equals("/upload")) {
                return request.header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"file\";"
                                + " filename=\"a.txt\"\r\n\r\n" + "x".repeat(2000) + "\r\n--b--\r\n"));
            }
            if (path.equals("/text")) {
                return request.header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x".repeat(5000)));
            }
            if (path.equals("/chunked")) {
                return request.header("Content-Type", "text/plain")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(5000))));
            }
            return request.method(method, BodyPublishers.noBody());
        });
    }

    private static void assertReadable(HttpResponse<String> response, String origin) {
        assertThat(one(response, "Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(one(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(String.join(", ", response.headers().allValues("Vary")).split(", "))
                .contains("Origin")
                .doesNotHaveDuplicates();
    }

    private static String one(HttpResponse<String> response, String header) {
        assertThat(response.headers().allValues(header)).as(header).hasSize(1);
        return response.headers().allValues(header).get(0);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @GetMapping({"/ok", "/public/ok", "/admin/ok", "/own/ok"})
        String ok() {
            return "ok";
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> "ok";
        }

        @GetMapping("/reset")
        void reset(HttpServletResponse response) throws Exception {
            response.getWriter().print("half");
            response.reset();
            response.getOutputStream().print("ok");
        }

        @GetMapping("/reset-and-fail")
        void resetAndFail(HttpServletResponse response) {
            response.reset();
            throw new IllegalStateException("expected");
        }

        @GetMapping("/vary")
        void vary(HttpServletResponse response) throws Exception {
            response.setHeader("Vary", "Accept-Language");
            response.getOutputStream().print("ok");
        }

        @GetMapping("/own-header")
        void ownHeader(HttpServletResponse response) throws Exception {
            response.addHeader("Access-Control-Allow-Origin", "*");
            response.addHeader("Access-Control-Allow-Credentials", "true");
            response.addHeader("Vary", "Accept");
            response.getOutputStream().print("ok");
        }

        @GetMapping("/exposing")
        ResponseEntity<String> exposing() {
            return ResponseEntity.ok()
                    .header("Access-Control-Expose-Headers", "X-Own")
                    .body("ok");
        }

        @GetMapping("/exposing-more")
        String exposingMore(HttpServletResponse response) {
            response.addHeader("Access-Control-Expose-Headers", "X-Own");
            return "ok";
        }

        @GetMapping("/own-entity")
        ResponseEntity<String> ownEntity() {
            return ResponseEntity.ok()
                    .header("Access-Control-Allow-Origin", "*")
                    .body("ok");
        }

        @CrossOrigin("https://other.example")
        @GetMapping({"/annotated", "/own/annotated"})
        String annotated() {
            return "ok";
        }

        @PostMapping("/upload")
        String upload(@RequestPart MultipartFile file) {
            return file.getName();
        }

        @PostMapping({"/text", "/chunked"})
        String text(@RequestBody String text) {
            return text;
        }

        @GetMapping("/send-error")
        void sendError(HttpServletResponse response) throws Exception {
            response.sendError(418);
        }

        @RateLimit("1/hour")
        @GetMapping("/limited")
        String limited() {
            return "ok";
        }

        @GetMapping("/uncaught")
        String uncaught() {
            throw new IllegalStateException("expected");
        }
    }
}
