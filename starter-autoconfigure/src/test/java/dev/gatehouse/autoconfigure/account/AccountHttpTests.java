package dev.gatehouse.autoconfigure.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.password.PasswordHasher;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What of accounts shows on the wire, behind Spring Security. */
class AccountHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                Service.class,
                "gatehouse.auth.jwt.issuer=https://api.example.com",
                "gatehouse.auth.jwt.algorithm=ES256");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void publishesTheKeysToWhoHasNoToken() throws ParseException {
        HttpResponse<String> answer = service.get("/.well-known/jwks.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("max-age=300");
        assertThat(JWKSet.parse(answer.body()).getKeys())
                .singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
        assertThat(service.get("/.well-known/jwks.jsonx").statusCode()).isEqualTo(403);
    }

    @Test
    void refusesToWriteTheKeysInTheOneFormat() {
        HttpResponse<String> answer =
                service.send("/.well-known/jwks.json", request -> request.POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(answer.body()).contains("method_not_allowed");
    }

    @Test
    void answersABusyHasherWith503() {
        HttpResponse<String> answer = service.get("/busy");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("unavailable").doesNotContain("password", "hash");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Hashing.class)
    static class Service {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/busy")
                            .permitAll()
                            .anyRequest()
                            .denyAll())
                    .build();
        }
    }

    @RestController
    static class Hashing {

        private final PasswordHasher hasher;

        Hashing(PasswordHasher hasher) {
            this.hasher = hasher;
        }

        /** Who is interrupted while it waits gets no turn. */
        @GetMapping("/busy")
        String busy() {
            Thread.currentThread().interrupt();
            try {
                return hasher.hash("zvkquwemhgpt");
            } finally {
                Thread.interrupted();
            }
        }
    }
}
