package dev.gatehouse.autoconfigure.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a service with a list of hosts answers on the wire, whichever way forwarded headers are handled. */
@Tag("any-boot")
class TrustedHostHttpTests {

    private static final String ALLOWED = "gatehouse.trusted-hosts.allowed=api.example.com,*.wild.example,127.0.0.1";
    private static final String UNLIMITED = "gatehouse.rate-limit.enabled=false";
    private static final String PROXIES = "gatehouse.client-address.trusted-proxies=127.0.0.1";

    private static RunningService none;
    private static RunningService nativeStrategy;
    private static RunningService framework;
    private static RunningService frameworkBehindProxy;

    @BeforeAll
    static void start() {
        none = RunningService.start(Application.class, ALLOWED, UNLIMITED);
        nativeStrategy =
                RunningService.start(Application.class, ALLOWED, UNLIMITED, "server.forward-headers-strategy=native");
        framework = RunningService.start(
                Application.class, ALLOWED, UNLIMITED, "server.forward-headers-strategy=framework");
        frameworkBehindProxy = RunningService.start(
                Application.class, ALLOWED, UNLIMITED, PROXIES, "server.forward-headers-strategy=framework");
    }

    @AfterAll
    static void stop() {
        none.close();
        nativeStrategy.close();
        framework.close();
        frameworkBehindProxy.close();
    }

    private static String get(RunningService service, String path, String... lines) {
        return service.sendRaw(
                "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    }

    private static String status(RunningService service, String... lines) {
        return get(service, "/name", lines).substring(9, 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host:",
                "X-Nothing: without a host",
                "Host: api.example.com\r\nHost: api.example.com",
                "Host: user@api.example.com",
                "Host: api.example.com/path",
                "Host: api.example.com?q",
                "Host: api.example.com:",
                "Host: api.example.com:0",
                "Host: api.example.com:65536",
                "Host: api.example.com:http",
                "Host: api.example.com..",
                "Host: a_b.evil.example",
                "Host: m\u00fcnchen.example",
                "Host: 2130706433",
                "Host: 0x7f000001",
                "Host: 0177.0.0.1",
                "Host: 127.1",
                "Host: [::1",
                "Host: [::1%25eth0]",
                "Host: wild.example",
            })
    void refusesInTheOneFormatWhoeverFindsIt(String header) {
        assertThat(get(none, "/name", header))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"error_code\":", "X-Content-Type-Options: nosniff")
                .contains("\"request_id\":\"");
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, none",
        "API.example.com.:99, none",
        "a.b.wild.example, none",
    })
    void servesItsHosts(String host) {
        assertThat(status(none, "Host: " + host)).isEqualTo("200");
        assertThat(status(nativeStrategy, "Host: " + host)).isEqualTo("200");
        assertThat(status(framework, "Host: " + host)).isEqualTo("200");
    }

    @Test
    void ignoresAForwardedHostThatNobodyReads() {
        assertThat(status(none, "Host: api.example.com", "X-Forwarded-Host: evil.example"))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "a.wild.example, 200",
        "evil.example, 400",
        "evil.example:80, 400",
    })
    void judgesWhatTheContainerTookFromItsProxies(String forwarded, String status) {
        String[] lines = {"Host: api.example.com", "X-Forwarded-For: 203.0.113.1", "X-Forwarded-Host: " + forwarded};
        assertThat(status(nativeStrategy, lines)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, 200, 200",
        "a.wild.example, 400, 200",
        "evil.example, 400, 400",
        "//randomhost.com, 400, 400",
        "example.com@evil.tld, 400, 400",
        "'a.wild.example, evil.example', 400, 400",
    })
    void judgesWhatSpringTookFromAnybody(String forwarded, String fromAnybody, String fromProxy) {
        String[] lines = {"Host: api.example.com", "X-Forwarded-Host: " + forwarded};
        assertThat(status(framework, lines)).isEqualTo(fromAnybody);
        assertThat(status(frameworkBehindProxy, lines)).isEqualTo(fromProxy);
    }

    @Test
    void judgesForwardedAsSpringTakesItFromAnybody() {
        assertThat(status(framework, "Host: api.example.com", "Forwarded: host=evil.example"))
                .isEqualTo("400");
        assertThat(status(frameworkBehindProxy, "Host: api.example.com", "Forwarded: host=a.wild.example;proto=https"))
                .isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health, 200",
        "/actuator/health/liveness, 200",
        "/livez, 200",
        "/actuator/health/..;/name, 400",
        "/actuator/health/../../name, 400",
        "//livez, 400",
        "/actuator, 400",
        "/name, 400",
    })
    void answersProbesThatNameTheAddressOfTheInstance(String path, String status) {
        String answer = get(none, path, "Host: 10.1.2.3:8080");
        assertThat(answer).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void answersAProbeOfHttp10WithoutHost() {
        assertThat(none.sendRaw("GET /livez HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(none.sendRaw("GET /name HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void judgesTheAuthorityOfHttp2() throws Exception {
        try (RunningService service =
                        RunningService.start(Application.class, ALLOWED, UNLIMITED, "server.http2.enabled=true");
                RunningService other = RunningService.start(
                        Application.class,
                        "gatehouse.trusted-hosts.allowed=api.example.com",
                        UNLIMITED,
                        "server.http2.enabled=true")) {
            assertThat(overHttp2(service).statusCode()).isEqualTo(200);
            assertThat(overHttp2(other).statusCode()).isEqualTo(400);
        }
    }

    private static HttpResponse<String> overHttp2(RunningService service) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/name"))
                .build();
        // The first request only upgrades the connection.
        client.send(request, HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return response;
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @GetMapping("/name")
        String name(HttpServletRequest request) {
            return request.getServerName();
        }

        @GetMapping("/livez")
        String livez() {
            return "ok";
        }
    }
}
