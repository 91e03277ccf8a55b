package dev.gatehouse.autoconfigure.https;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a service in production answers to plain HTTP. */
class HttpsHttpTests {

    private static final String HOST = "Host: www.example.com";
    private static final String HTML = "Accept: text/html";
    private static final String[] PRODUCTION = {
        "spring.profiles.active=prod",
        "gatehouse.trusted-hosts.allowed=www.example.com,localhost,10.1.2.3",
        "gatehouse.https.exempt-paths=/crl/**",
        "gatehouse.rate-limit.enabled=false"
    };

    private static RunningService none;
    private static RunningService nativeStrategy;
    private static RunningService framework;
    private static RunningService behindProxy;

    @BeforeAll
    static void start() {
        none = production();
        nativeStrategy = production("server.forward-headers-strategy=native");
        framework = production("server.forward-headers-strategy=framework");
        behindProxy = production("gatehouse.client-address.trusted-proxies=127.0.0.1");
    }

    private static RunningService production(String... more) {
        String[] properties = Arrays.copyOf(PRODUCTION, PRODUCTION.length + more.length);
        System.arraycopy(more, 0, properties, PRODUCTION.length, more.length);
        return RunningService.start(Application.class, properties);
    }

    @AfterAll
    static void stop() {
        none.close();
        nativeStrategy.close();
        framework.close();
        behindProxy.close();
    }

    private static String send(RunningService service, String request, String... lines) {
        return service.sendRaw(
                request + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void redirectsNavigationsOnly() {
        assertThat(send(none, "GET /page?a=b", HOST, HTML))
                .startsWith("HTTP/1.1 308")
                .containsOnlyOnce("Cache-Control:")
                .contains("Location: https://www.example.com/page?a=b\r\n", "Cache-Control: no-store", "X-Request-ID: ")
                .doesNotContain("Strict-Transport-Security");
        assertThat(send(none, "GET /page", HOST))
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json", "\"error_code\":\"https_required\"");
        assertThat(send(none, "POST /page", HOST, HTML, "Content-Length: 0")).startsWith("HTTP/1.1 403");
        assertThat(send(none, "OPTIONS /page", HOST, "Origin: http://a", "Access-Control-Request-Method: PUT"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void refusesAHostileHostBeforeItThinksOfRedirects() {
        assertThat(send(none, "GET /page", "Host: evil.example", HTML))
                .startsWith("HTTP/1.1 400")
                .doesNotContain("Location:");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /actuator/health, 10.1.2.3:8080, 200",
        "GET /actuator/health/..;/page, 10.1.2.3:8080, 403",
        "GET /.well-known/acme-challenge/abc, www.example.com, 404",
        "GET /crl/list, www.example.com, 200",
        "GET /crl/..;/page, www.example.com, 403",
        "GET /crl/../page, www.example.com, 403",
        "GET //crl/list, www.example.com, 403",
        "GET /page, localhost:8080, 200",
    })
    void servesWhatIsExempt(String request, String host, int status) {
        assertThat(send(none, request, "Host: " + host)).startsWith("HTTP/1.1 " + status);
    }

    /** Where the container keeps the host only as its server name. */
    @Test
    void servesThisMachineOverHttp2() throws Exception {
        try (RunningService service = production("server.http2.enabled=true")) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/page"))
                    .build();
            // The first request only upgrades the connection.
            client.send(request, HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Proto: https", "Forwarded: proto=https;for=203.0.113.1"})
    void believesATrustedProxyAndRefusesToLoopBehindAnyOther(String header) {
        assertThat(send(behindProxy, "GET /page", HOST, header)).startsWith("HTTP/1.1 200");
        assertThat(send(none, "GET /page", HOST, HTML, header))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("Location:");
        assertThat(send(framework, "GET /page", HOST, header)).startsWith("HTTP/1.1 200");
    }

    @Test
    void respectsTheSchemeThatTheContainerFoundOut() {
        String[] https = {HOST, HTML, "X-Forwarded-For: 203.0.113.1", "X-Forwarded-Proto: https"};
        String[] http = {HOST, HTML, "X-Forwarded-For: 203.0.113.1", "X-Forwarded-Proto: http"};
        assertThat(send(nativeStrategy, "GET /page", https)).startsWith("HTTP/1.1 200");
        assertThat(send(nativeStrategy, "GET /page", http)).startsWith("HTTP/1.1 308");
    }

    @Test
    void noticesByTheCookieThatItsProxyForgetsTheScheme() {
        String answer = send(behindProxy, "GET /page", HOST, HTML);
        assertThat(answer).startsWith("HTTP/1.1 308").contains("Set-Cookie: __Host-gatehouse-https=1;");
        assertThat(send(behindProxy, "GET /page", HOST, HTML, "Cookie: __Host-gatehouse-https=1"))
                .startsWith("HTTP/1.1 403")
                .contains("cannot tell whether the request came over HTTPS");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @RequestMapping({"/page", "/crl/list"})
        String page() {
            return "ok";
        }
    }
}
