package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.name.SafeName;
import dev.gatehouse.ratelimit.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the answer and whoever gives it: it carries the id, the headers, and if it is an error, the one format. */
class EveryAnswerTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ID = "every-answer-1";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                Application.class,
                "spring.servlet.multipart.max-file-size=1KB",
                "spring.web.resources.static-locations=classpath:/every-answer/",
                "gatehouse.trusted-hosts.allowed=localhost,127.0.0.1,api.example.com",
                "gatehouse.https.mode=auto",
                "gatehouse.cors.allowed-origins=https://app.example.com",
                "gatehouse.fetch-metadata.enabled=true",
                "gatehouse.address-lists[0].path=/office/**",
                "gatehouse.address-lists[0].allow=203.0.113.0/24",
                "gatehouse.rate-limit.default-limit=100000/minute",
                "gatehouse.rate-limit.rules[0].name=blocked",
                "gatehouse.rate-limit.rules[0].paths=/blocked",
                "gatehouse.rate-limit.rules[0].limit=1/hour",
                "gatehouse.rate-limit.rules[0].penalty=1/hour block 1h",
                "gatehouse.rate-limit.store=redis",
                "gatehouse.rate-limit.redis.uris=redis://127.0.0.1:1",
                "gatehouse.rate-limit.rules[1].name=uncounted",
                "gatehouse.rate-limit.rules[1].paths=/uncounted",
                "gatehouse.rate-limit.rules[1].limit=1000/minute",
                "gatehouse.rate-limit.rules[1].fallback=closed",
                "gatehouse.api-version.current=1.4",
                "gatehouse.api-version.gone-after-sunset=true",
                "gatehouse.api-version.deprecations[0].paths=/gone",
                "gatehouse.api-version.deprecations[0].since=2019-01-01",
                "gatehouse.api-version.deprecations[0].sunset=2020-01-01",
                "gatehouse.feature-flags.endpoints[0].paths=/flagged",
                "gatehouse.feature-flags.endpoints[0].flag=checkout",
                "gatehouse.flags.checkout=false",
                "gatehouse.request-limits.max-body-size=1MB",
                "gatehouse.request-limits.max-path-length=50",
                "gatehouse.request-limits.max-headers=20",
                "gatehouse.request-limits.timeout-debugging=true",
                "gatehouse.request-limits.timeouts[0].paths=/slow",
                "gatehouse.request-limits.timeouts[0].timeout=30ms",
                "gatehouse.request-limits.concurrency-groups[0].name=full",
                "gatehouse.request-limits.concurrency-groups[0].paths=/full",
                "gatehouse.request-limits.concurrency-groups[0].max-concurrent=1");
        ConcurrencyLimits limits = service.context().getBean(ConcurrencyLimits.class);
        limits.groups().get(0).limit().tryEnter();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /ok, 200",
        "GET, /static.txt, 200",
        "GET, /health, 200",
        "GET, /health/live, 200",
        "GET, /health/detailed, 401",
        "GET, /callable, 200",
        "GET, /deferred, 200",
        "GET, /stream, 200",
        "GET, /reset, 200",
        "GET, /unchanged, 304",
        "POST, /numbers, 400",
        "GET, /closed, 403",
        "GET, /foreign, 403",
        "OPTIONS, /foreign, 403",
        "POST, /cross-site, 403",
        "GET, /office, 403",
        "GET, /nothing, 404",
        "GET, /flagged, 404",
        "GET, /gone, 410",
        "DELETE, /ok, 405",
        "POST, /upload, 413",
        "POST, /upload?hostile, 415",
        "POST, /upload?mixed, 415",
        "POST, /upload?damaged, 422",
        "GET, /ok?a=%00, 400",
        "POST, /too-large, 413",
        "POST, /too-large-in-chunks, 413",
        "GET, /too-long, 414",
        "POST, /encoded, 415",
        "GET, /too-many-headers, 431",
        "POST, /text, 415",
        "GET, /send-error, 418",
        "GET, /limited, 429",
        "GET, /blocked, 429",
        "GET, /uncaught, 500",
        "GET, /uncaught-callable, 500",
        "GET, /reset-and-fail, 500",
        "GET, /slow, 503",
        "GET, /full, 503",
        "GET, /uncounted, 503",
        "GET, /names/NUL.txt, 400",
        "GET, /ok;a=b, 400",
        "GET, //ok, 403",
    })
    void carriesWhatItMust(String method, String path, int status) {
        if (path.equals("/limited") || path.equals("/blocked")) {
            send(method, path);
            send(method, path);
        }
        HttpResponse<String> response = send(method, path);
        assertThat(response.statusCode()).isEqualTo(status);
        response.headers().map().forEach((name, values) -> check(name, values.size()));
        Map<String, String> headers = response.headers().map().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        entry -> entry.getValue().get(0)));
        checkHeaders(headers);
        assertThat(headers).containsEntry("x-api-version", "1.4");
        if (status >= 400) {
            checkFormat(headers, response.body(), status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /ok HTTP/1.1\r\nHost: a b\r\n\r\n', 400",
        "'GET /o|k HTTP/1.1\r\nHost: localhost\r\n\r\n', 400",
        "'nonsense\r\n\r\n', 400",
        "'GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n', 400",
        "'GET /ok HTTP/9.9\r\nHost: localhost\r\n\r\n', 505",
    })
    void carriesItAlsoWhereTomcatAnswersBeforeAnyFilter(String request, int status) {
        checkRaw(request, status);
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /ok HTTP/1.1\r\nHost: evil.example\r\n\r\n', 400",
        "'GET /ok HTTP/1.1\r\nHost:\r\n\r\n', 400",
        "'GET /ok HTTP/1.0\r\n\r\n', 400",
        "'GET /ok HTTP/1.1\r\nHost: api.example.com\r\n\r\n', 403",
    })
    void carriesItAlsoWhereTheHostOrPlainHttpIsRefused(String request, int status) {
        checkRaw(request, status);
    }

    private static void checkRaw(String request, int status) {
        String answer = service.sendRaw(request);
        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0]).startsWith("HTTP/1.1 " + status);
        Map<String, String> headers = Arrays.stream(parts[0].split("\r\n"))
                .skip(1)
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1]));
        checkHeaders(headers);
        checkFormat(headers, parts[1], status);
    }

    @Test
    void tellsTheLimitOnEveryAnswerThatCounts() {
        HttpResponse<String> response = send("GET", "/nothing");
        assertThat(response.headers().map())
                .containsKeys("ratelimit", "ratelimit-policy", "x-ratelimit-limit", "x-ratelimit-remaining");
    }

    private static void check(String name, int count) {
        if (!name.equalsIgnoreCase("vary")) {
            assertThat(count).as(name).isEqualTo(1);
        }
    }

    private static void checkHeaders(Map<String, String> headers) {
        assertThat(headers)
                .containsKey("x-request-id")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("x-xss-protection", "0")
                .containsKeys(
                        "content-security-policy",
                        "permissions-policy",
                        "referrer-policy",
                        "cross-origin-opener-policy",
                        "cross-origin-resource-policy")
                .doesNotContainKeys("server", "x-powered-by");
    }

    private static void checkFormat(Map<String, String> headers, String body, int status) {
        assertThat(headers)
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("cache-control", "no-store");
        assertThat(JSON.readValue(body, Map.class))
                .containsEntry("status", status)
                .containsEntry("request_id", headers.get("x-request-id"))
                .containsKeys("type", "title", "detail", "error_code", "message", "details", "timestamp", "severity")
                .containsKey("category");
    }

    private static HttpResponse<String> send(String method, String path) {
        return service.send(path.equals("/too-long") ? path + "x".repeat(50) : path, request -> {
            request.header("X-Request-ID", ID);
            return switch (path) {
                case "/numbers" ->
                    request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"a\":\"b\"}"));
                case "/upload" ->
                    request.header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"file\";"
                                    + " filename=\"a.txt\"\r\n\r\n" + "x".repeat(2000) + "\r\n--b--\r\n"));
                case "/upload?hostile" -> upload(request, "form-data", "a.exe", "MZ");
                case "/upload?mixed" -> upload(request, "mixed", "a.txt", "x");
                case "/upload?damaged" -> upload(request, "form-data", "a.txt", "a\u0001b");
                case "/text" ->
                    request.header("Content-Type", "application/xml").POST(BodyPublishers.ofString("<a/>"));
                case "/too-large" ->
                    request.header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x".repeat(1_100_000)));
                case "/too-large-in-chunks" ->
                    request.header("Content-Type", "text/plain")
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1_100_000])));
                case "/encoded" ->
                    request.header("Content-Encoding", "gzip").POST(BodyPublishers.ofString("\u001f\u008b"));
                case "/too-many-headers" -> {
                    for (int i = 0; i < 21; i++) {
                        request.header("X-" + i, "a");
                    }
                    yield request.GET();
                }
                case "/foreign" ->
                    request.headers("Origin", "https://evil.example", "Access-Control-Request-Method", "PUT")
                            .method(method, BodyPublishers.noBody());
                case "/cross-site" ->
                    request.header("Sec-Fetch-Site", "cross-site").method(method, BodyPublishers.noBody());
                case "/unchanged" -> request.header("If-None-Match", "\"1\"").GET();
                default -> request.method(method, BodyPublishers.noBody());
            };
        });
    }

    private static HttpRequest.Builder upload(HttpRequest.Builder request, String type, String name, String content) {
        return request.header("Content-Type", "multipart/" + type + "; boundary=b")
                .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\n\r\n" + content + "\r\n--b--\r\n"));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/closed")
                            .denyAll()
                            .anyRequest()
                            .permitAll())
                    .csrf(CsrfConfigurer::disable)
                    .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(
                            (request, response, failure) -> response.sendError(403)))
                    .build();
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/ok")
        String ok() {
            return "ok";
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> "ok";
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            DeferredResult<String> result = new DeferredResult<>();
            CompletableFuture.runAsync(() -> result.setResult("ok"));
            return result;
        }

        @GetMapping("/stream")
        StreamingResponseBody stream() {
            return out -> out.write("ok".getBytes(StandardCharsets.UTF_8));
        }

        @GetMapping("/reset")
        void reset(HttpServletResponse response) throws IOException {
            response.getWriter().print("half");
            response.reset();
            response.getOutputStream().print("ok");
        }

        @GetMapping("/reset-and-fail")
        void resetAndFail(HttpServletResponse response) throws IOException {
            response.getWriter().print("half");
            response.reset();
            throw new IllegalStateException("expected");
        }

        @GetMapping("/unchanged")
        ResponseEntity<String> unchanged() {
            return ResponseEntity.ok().eTag("\"1\"").body("ok");
        }

        @PostMapping(path = "/numbers", consumes = MediaType.APPLICATION_JSON_VALUE)
        Map<String, Integer> numbers(@RequestBody Map<String, Integer> numbers) {
            return numbers;
        }

        @PostMapping("/upload")
        String upload(@RequestPart MultipartFile file) {
            return file.getName();
        }

        @PostMapping("/too-large-in-chunks")
        int tooLarge(@RequestBody byte[] body) {
            return body.length;
        }

        @PostMapping(path = "/text", consumes = MediaType.TEXT_PLAIN_VALUE)
        String text(@RequestBody String text) {
            return text;
        }

        @GetMapping("/send-error")
        void sendError(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(418);
        }

        @RateLimit("1/hour")
        @GetMapping("/limited")
        String limited() {
            return "ok";
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            Thread.sleep(60_000);
            return "too late";
        }

        @GetMapping("/names/{name}")
        String name(@PathVariable SafeName name) {
            return name.text();
        }

        @GetMapping("/uncaught")
        String uncaught() {
            throw new IllegalStateException("expected");
        }

        @GetMapping("/uncaught-callable")
        Callable<String> uncaughtCallable() {
            return () -> {
                throw new IllegalStateException("expected");
            };
        }
    }
}
