package dev.gatehouse.autoconfigure.addresslist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag("any-boot")
class AddressListHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.address-lists[0].path=/admin/**",
                "gatehouse.address-lists[0].allow=203.0.113.0/24,2001:db8:1::/48",
                "gatehouse.address-lists[0].deny=203.0.113.66",
                "gatehouse.address-lists[1].path=/jobs/{id}",
                "gatehouse.address-lists[1].methods=DELETE,GET",
                "gatehouse.address-lists[1].deny=198.51.100.0/24",
                "gatehouse.address-lists[2].path=/actuator/**",
                "gatehouse.address-lists[2].allow=203.0.113.0/24",
                "gatehouse.cors.allowed-origins=https://app.example.com",
                "gatehouse.client-address.trusted-proxies=127.0.0.1",
                "spring.mvc.hiddenmethod.filter.enabled=true",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/users, 203.0.113.5, 200",
        "GET, /admin/users, ::ffff:203.0.113.5, 200",
        "GET, /admin/users, ::ffff:cb00:7105, 200",
        "GET, /admin/users, 2001:db8:1::7, 200",
        "GET, /admin/users, 2001:db8:2::7, 403",
        "GET, /admin/users, 198.51.100.7, 403",
        "GET, /admin/users, 203.0.113.66, 403",
        "GET, /admin/users, ::ffff:203.0.113.66, 403",
        "GET, /admin, 198.51.100.7, 403",
        "HEAD, /admin/users, 198.51.100.7, 403",
        "POST, /admin/users, 198.51.100.7, 403",
        "PROPFIND, /admin/users, 198.51.100.7, 403",
        "GET, /open, 198.51.100.7, 200",
        "GET, /ADMIN/users, 198.51.100.7, 404",
        "DELETE, /jobs/1, 198.51.100.7, 403",
        "HEAD, /jobs/1, 198.51.100.7, 403",
        "PUT, /jobs/1, 198.51.100.7, 200",
        "POST, /jobs/1, 198.51.100.7, 403",
        "GET, /jobs/1, 192.0.2.1, 200",
        "GET, /actuator/health, 198.51.100.7, 403",
        "GET, /actuator/health, 203.0.113.5, 200",
    })
    void admitsByTheAddressOfTheClient(String method, String path, String client, int status) {
        assertThat(send(service.port(), method, path, client)).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61dmin/users",
                "/admin%2Fusers",
                "//admin/users",
                "/./admin/users",
                "/open/../admin/users",
                "/open/%2e%2e/admin/users",
                "/open/..;/admin/users",
                "/admin;a=b/users",
                "/;a=b/admin/users",
                "/admin/users/",
                "/admin/users;a=b",
                "/admin//users",
                "/admin\\users",
                "http://localhost/admin/users"
            })
    void isNotPassedByAnotherSpelling(String path) {
        assertThat(send(service.port(), "GET", path, "198.51.100.7")).matches("(?s)HTTP/1.1 40[03] .*");
    }

    @Test
    void refusesInTheOneFormatAndReadablyForTheBrowser() {
        String answer = service.sendRaw(
                "GET /admin/users HTTP/1.1\r\nHost: localhost\r\n" + "Origin: https://app.example.com\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("application/problem+json")
                .contains("\"error_code\":\"forbidden\"")
                .contains("Access-Control-Allow-Origin: https://app.example.com")
                .contains("X-Request-ID")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void guardsAManagementPortOfItsOwn() {
        try (RunningService other = RunningService.start(
                Application.class,
                "management.server.port=0",
                "gatehouse.address-lists[0].path=/actuator/**",
                "gatehouse.address-lists[0].allow=203.0.113.0/24",
                "gatehouse.client-address.trusted-proxies=127.0.0.1")) {
            int port = other.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
            assertThat(port).isNotEqualTo(other.port());
            assertThat(send(port, "GET", "/actuator/health", "203.0.113.5")).startsWith("HTTP/1.1 200");
            assertThat(send(port, "GET", "/actuator/health", "198.51.100.7"))
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json");
            assertThat(send(port, "GET", "//actuator/health", "198.51.100.7")).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void canBeAskedWhichListsLockProbesOut() {
        assertThat(service.context().getBean(ProbeLockouts.class).find())
                .singleElement()
                .satisfies(lockout -> assertThat(lockout.property()).isEqualTo("gatehouse.address-lists[2]"));
    }

    private static String send(int port, String method, String path, String client) {
        String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + client
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        @GetMapping("/open")
        String open() {
            return "ok";
        }

        @RequestMapping({"/admin", "/admin/users"})
        String users() {
            return "ok";
        }

        @RequestMapping("/jobs/{id}")
        String job() {
            return "ok";
        }
    }
}
