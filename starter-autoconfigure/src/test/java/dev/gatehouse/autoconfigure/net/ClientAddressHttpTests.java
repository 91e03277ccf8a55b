package dev.gatehouse.autoconfigure.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.Probes;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Behind a proxy that writes one forwarded header and passes the other one on as the client sent it. */
class ClientAddressHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.client-address.trusted-proxies=127.0.0.0/8",
                "gatehouse.address-lists[0].path=/internal",
                "gatehouse.address-lists[0].allow=127.0.0.0/8,203.0.113.9",
                "gatehouse.address-lists[1].path=/denying",
                "gatehouse.address-lists[1].deny=203.0.113.9",
                "gatehouse.rate-limit.default-limit=unlimited",
                "gatehouse.rate-limit.exempt-addresses=127.0.0.0/8",
                "gatehouse.rate-limit.rules[0].name=few",
                "gatehouse.rate-limit.rules[0].limit=2/hour",
                "gatehouse.rate-limit.rules[0].paths=/few");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static int status(String path, String... headers) {
        return service.get(path, headers).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, Forwarded, for=198.51.100.1", "Forwarded, X-Forwarded-For, 198.51.100.1"})
    void aClientThatAddsTheOtherHeaderIsNobodyRatherThanTheProxy(String written, String added, String forged) {
        String client = written.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9";
        assertThat(status("/internal", written, client)).isEqualTo(200);
        assertThat(status("/internal", written, client, added, forged)).isEqualTo(403);
        assertThat(status("/denying", written, client)).isEqualTo(403);
        assertThat(status("/denying", written, client, added, forged)).isEqualTo(403);
        assertThat(service.get("/who", written, client, added, forged).body()).isEqualTo("unknown");
    }

    @Test
    void aClientThatAddsTheOtherHeaderIsNoProbe() {
        assertThat(service.get("/probe").body()).isEqualTo("true");
        assertThat(service.get("/probe", "X-Forwarded-For", "203.0.113.9", "Forwarded", "for=198.51.100.1")
                        .body())
                .isEqualTo("false");
    }

    /** Each header that is made up would otherwise be a new client, or none at all. */
    @Test
    void suchClientsOfAProxyShareOneLimitThatTakesNothingFromOthers() {
        for (int i = 1; i <= 3; i++) {
            assertThat(status("/few", "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=198.51.100." + i))
                    .isEqualTo(i <= 2 ? 200 : 429);
        }
        assertThat(status("/few", "X-Forwarded-For", "203.0.113.8", "Forwarded", "for=198.51.100.9"))
                .isEqualTo(429);
        assertThat(status("/few", "X-Forwarded-For", "203.0.113.7")).isEqualTo(200);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {

        private final ClientAddressResolver addresses;

        Endpoints(ClientAddressResolver addresses) {
            this.addresses = addresses;
        }

        @GetMapping({"/internal", "/denying", "/few"})
        String any() {
            return "ok";
        }

        @GetMapping("/who")
        String who(HttpServletRequest request) {
            return addresses.resolve(request).toString();
        }

        @GetMapping("/probe")
        boolean probe(HttpServletRequest request) {
            return Probes.comesFrom(Probes.privateNetworks(), request, addresses);
        }
    }
}
