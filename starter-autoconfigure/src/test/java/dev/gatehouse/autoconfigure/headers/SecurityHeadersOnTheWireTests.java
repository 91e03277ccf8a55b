package dev.gatehouse.autoconfigure.headers;

import static dev.gatehouse.autoconfigure.headers.HeadersClient.API;
import static dev.gatehouse.autoconfigure.headers.HeadersClient.hasOneOfEach;
import static dev.gatehouse.autoconfigure.headers.HeadersClient.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Without Spring Security: what leaves the service over real HTTP. */
@SpringBootTest(
        classes = HeadersTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {HeadersTestApplication.WITHOUT_SPRING_SECURITY, "server.forward-headers-strategy=framework"})
class SecurityHeadersOnTheWireTests {

    @LocalServerPort
    private int port;

    private HeadersClient client;

    @BeforeEach
    void connect() {
        client = new HeadersClient(port);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /json, 200",
        "HEAD, /json, 200",
        "OPTIONS, /json, 200",
        "GET, /empty, 204",
        "GET, /number?value=x, 400",
        "GET, /refuses?status=401, 401",
        "GET, /refuses?status=413, 413",
        "GET, /refuses?status=429, 429",
        "GET, /refuses?status=503, 503",
        "GET, /nowhere, 404",
        "DELETE, /json, 405",
        "POST, /json, 415",
        "GET, /fails, 500",
        "GET, /send-error, 418",
        "GET, /callable, 200",
        "GET, /deferred, 200",
        "GET, /stream, 200",
        "GET, /reset, 200",
        "GET, /headers/style.css, 200",
    })
    void everyAnswerHasEveryHeaderOnce(String method, String path, int status) {
        HttpResponse<String> response = client.send(method, path, "", "Content-Type", "text/plain");

        assertThat(response.statusCode()).isEqualTo(status);
        hasOneOfEach(response, API);
        assertThat(values(response, "Cache-Control")).containsExactly("no-store");
    }

    @Test
    void anAnswerThatIsNotModifiedHasEveryHeaderButCacheControl() {
        HttpResponse<String> response = client.get("/not-modified", "If-None-Match", "\"v1\"");

        assertThat(response.statusCode()).isEqualTo(304);
        hasOneOfEach(response, API);
        assertThat(values(response, "Cache-Control")).isEmpty();
    }

    @Test
    void aPageThatIsNotModifiedKeepsThePolicyOfAPage() {
        HttpResponse<String> response =
                client.get("/not-modified", "If-None-Match", "\"v1\"", "Sec-Fetch-Dest", "document");

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(values(response, "Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self';")
                .doesNotContain("nonce");
    }

    @Test
    void whatTheContainerRefusesItselfHasThemToo() throws IOException {
        assertThat(client.raw("/json?a=\u0001"))
                .startsWith("HTTP/1.1 400")
                .contains("X-Frame-Options: DENY", "Content-Security-Policy: default-src 'none'");
    }

    @Test
    void aHeaderOfTheControllerWins() {
        HttpResponse<String> response = client.get("/own");

        assertThat(values(response, "X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(values(response, "Content-Security-Policy")).containsExactly("default-src 'self'");
        assertThat(values(response, "Cache-Control")).containsExactly("max-age=60");
        assertThat(values(response, "X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void aHandlerThatSetsExpiresDecidesOnCaching() {
        HttpResponse<String> response = client.get("/expires");

        assertThat(values(response, "Expires")).hasSize(1);
        assertThat(values(response, "Cache-Control")).isEmpty();
    }

    @Test
    void whatNamesTheSoftwareIsRemoved() {
        assertThat(values(client.get("/own"), "X-Powered-By")).isEmpty();
        assertThat(values(client.get("/own"), "Server")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/html",
        "/view",
        "/view-of-registered-resolver",
        "/view-of-attributes",
        "/view-of-handled-exception",
        "/refuses?status=409",
        "/send-error",
    })
    void aPageHasTheNonceThatItsPolicyNames(String path) {
        HttpResponse<String> response = client.get(path, "Accept", "text/html");

        String policy = values(response, "Content-Security-Policy").get(0);
        String nonce = response.body().replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
        assertThat(nonce).hasSize(24);
        assertThat(policy)
                .contains("script-src 'self' 'nonce-" + nonce + "'")
                .contains("style-src 'self' 'nonce-" + nonce + "'")
                .contains("base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'");
        assertThat(values(response, "Referrer-Policy")).containsExactly("same-origin");
        assertThat(values(response, "Cache-Control")).containsExactly("no-store");
    }

    @Test
    void aNonceOfTheApplicationsOwnModelWins() {
        assertThat(client.get("/view-with-own-nonce").body()).contains("nonce=\"mine\"");
    }

    @ParameterizedTest
    @CsvSource({"named", "made"})
    void aViewThatWritesItsModelAsDataDoesNotSeeTheNonce(String view) {
        assertThat(client.get("/data-view?view=" + view).body()).isEqualTo("{\"answer\":\"yes\"}");
    }

    @Test
    void eachResponseHasANewNonce() {
        assertThat(client.get("/html").body()).isNotEqualTo(client.get("/html").body());
    }

    @Test
    void aPageThatUsesTheNonceIsNotStoredWhateverTheHandlerSays() {
        HttpResponse<String> response = client.get("/cached-view");

        String nonce = response.body().replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
        assertThat(values(response, "Content-Security-Policy").get(0)).contains("'nonce-" + nonce + "'");
        assertThat(values(response, "Cache-Control")).containsExactly("no-store");
    }

    @Test
    void aPageThatMayBeStoredAndUsesNoNonceHasNone() {
        HttpResponse<String> response = client.get("/cached-html");

        assertThat(values(response, "Content-Security-Policy").get(0))
                .contains("script-src 'self';")
                .doesNotContain("nonce");
        assertThat(values(response, "Cache-Control")).containsExactly("max-age=60");
    }

    @ParameterizedTest
    @CsvSource({"/headers/page.html", "/deferred-page"})
    void aStaticOrLatePageHasThePolicyOfAPage(String path) {
        HttpResponse<String> response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(values(response, "Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self' 'nonce-");
    }

    @Test
    void aPageOfTheDocumentationHasItsOwnPolicy() {
        assertThat(values(client.get("/docs/index.html"), "Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("style-src 'self' 'unsafe-inline'", "worker-src 'self' blob:");
    }

    @Test
    void aRedirectDoesNotCarryTheNonceInItsUrl() {
        HttpResponse<String> response = client.get("/redirect-view");

        assertThat(values(response, "Location").get(0)).endsWith("/json?kept=1");
        hasOneOfEach(response, API);
    }

    @Test
    void aNonceForDataChangesNoHeader() {
        HttpResponse<String> response = client.get("/nonce-of-api", "Accept", "text/plain");

        assertThat(response.body()).hasSize(24);
        hasOneOfEach(response, API);
    }

    @Test
    void overHttpsBehindAProxyDemandsHttps() {
        HttpResponse<String> response =
                client.get("/json", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "api.example.com");

        assertThat(values(response, "Strict-Transport-Security"))
                .containsExactly("max-age=63072000; includeSubDomains");
    }

    @Test
    void neverDemandsHttpsForLocalhost() {
        assertThat(values(client.get("/json", "X-Forwarded-Proto", "https"), "Strict-Transport-Security"))
                .isEmpty();
    }
}
