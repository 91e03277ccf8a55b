package dev.gatehouse.autoconfigure.headers;

import static dev.gatehouse.autoconfigure.headers.HeadersClient.API_POLICY;
import static dev.gatehouse.autoconfigure.headers.HeadersClient.values;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What the documentation promises of a configuration file, read from one and looked at over HTTP. */
class SecurityHeadersConfiguredTests {

    private static ConfigurableApplicationContext context;
    private static HeadersClient client;

    @BeforeAll
    static void start() {
        SpringApplication application = new SpringApplication(HeadersTestApplication.class);
        context = application.run(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.config.location=classpath:headers-configured.yaml",
                "--" + HeadersTestApplication.WITHOUT_SPRING_SECURITY);
        client = new HeadersClient(
                ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void aBareOffInYamlSwitchesAHeaderOff() {
        assertThat(values(client.get("/json"), "Origin-Agent-Cluster")).isEmpty();
    }

    @Test
    void anOwnValueIsSentEverywhere() {
        assertThat(values(client.get("/json"), "X-XSS-Protection")).containsExactly("1; mode=block");
        assertThat(values(client.get("/fails"), "X-XSS-Protection")).containsExactly("1; mode=block");
        assertThat(values(client.get("/view"), "X-XSS-Protection")).containsExactly("1; mode=block");
    }

    @Test
    void obsoleteHeadersAreSentOnRequest() {
        assertThat(values(client.get("/json"), "Expect-CT")).containsExactly("max-age=86400, enforce");
        assertThat(values(client.get("/json"), "Feature-Policy"))
                .singleElement()
                .asString()
                .contains("camera 'none'");
    }

    @Test
    void anOwnValueOfAProfileIsSentWithThatProfile() {
        var page = client.get("/view");

        String nonce = page.body().replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
        assertThat(values(page, "Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; script-src 'nonce-" + nonce + "' 'strict-dynamic';");
        assertThat(values(client.get("/json"), "Content-Security-Policy")).containsExactly(API_POLICY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/own-path/x", "/own%2Dpath/x", "/own-path;a=b/x"})
    void aPathHasItsOwnHeadersAlsoOnItsErrorsAndHoweverItIsWritten(String path) {
        var response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(values(response, "X-Frame-Options")).isEmpty();
        assertThat(values(response, "Cross-Origin-Resource-Policy")).containsExactly("cross-origin");
        assertThat(values(response, "X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void aPathMayHaveNoHeadersAtAll() {
        var response = client.get("/send-error");

        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(values(response, "X-Content-Type-Options")).isEmpty();
        assertThat(values(response, "X-XSS-Protection")).containsExactly("1; mode=block");
    }
}
