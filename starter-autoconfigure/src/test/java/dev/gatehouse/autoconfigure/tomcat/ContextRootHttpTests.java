package dev.gatehouse.autoconfigure.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is answered at a context path without a slash behind it, which Tomcat redirects in front of every filter. */
class ContextRootHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Endpoints.class,
                "server.servlet.context-path=/ctx",
                "management.server.port=0",
                "management.server.base-path=/ops",
                "gatehouse.trusted-hosts.allowed=localhost");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String request(String target, String host) {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    }

    private static void isHardened(String answer) {
        assertThat(answer).contains("X-Request-ID: ", "X-Content-Type-Options: nosniff", "Content-Security-Policy: ");
    }

    private static void isRefused(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 400").contains("untrusted_host").doesNotContain("Location: ");
        isHardened(answer);
    }

    @Test
    void anotherHostIsRefusedThere() {
        isRefused(service.sendRaw(request("/ctx", "evil.example")));
        isRefused(service.sendRawToManagement(request("/ops", "evil.example")));
    }

    @ParameterizedTest
    @CsvSource({
        "/ctx,/ctx/",
        "/ctx?a=b&c=%2F,/ctx/?a=b&c=%2F",
        "/ctx;a=b,/ctx/",
        "/%63tx,/ctx/",
        "//ctx,/ctx/",
        "//evil.example/../ctx,/ctx/"
    })
    void theSlashIsAddedByARedirectThatNamesNoHost(String target, String location) {
        String answer = service.sendRaw(request(target, "localhost"));
        assertThat(answer).startsWith("HTTP/1.1 302").contains("\r\nLocation: " + location + "\r\n");
        isHardened(answer);
    }

    @Test
    void theManagementPortDoesTheSame() {
        String answer = service.sendRawToManagement(request("/ops", "localhost"));
        assertThat(answer).startsWith("HTTP/1.1 302").contains("\r\nLocation: /ops/\r\n");
        isHardened(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ctx/", "/ctx/in"})
    void whatStandsBelowIsAnsweredAsEver(String target) {
        assertThat(service.sendRaw(request(target, "localhost"))).startsWith("HTTP/1.1 200");
    }

    @Test
    void withoutAContextPathNothingIsRedirected() {
        try (RunningService root = RunningService.start(Endpoints.class)) {
            assertThat(root.sendRaw(request("/", "localhost"))).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @CsvSource({"true,302", "false,404"})
    void thePropertyOfSpringBootIsObeyed(boolean redirect, int status) {
        try (RunningService own = RunningService.start(
                Endpoints.class,
                "server.servlet.context-path=/ctx",
                "server.tomcat.redirect-context-root=" + redirect)) {
            assertThat(own.sendRaw(request("/ctx", "localhost"))).startsWith("HTTP/1.1 " + status);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Controller.class)
    static class Endpoints {}

    @RestController
    static class Controller {

        @GetMapping({"/", "/in"})
        String any() {
            return "ok";
        }
    }
}
