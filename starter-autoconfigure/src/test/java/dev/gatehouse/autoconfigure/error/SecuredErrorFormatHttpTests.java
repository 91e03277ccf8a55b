package dev.gatehouse.autoconfigure.error;

import static dev.gatehouse.autoconfigure.error.ErrorFormatHttpTests.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The one error format behind Spring Security, whose answers come from filters and error dispatches. */
class SecuredErrorFormatHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                SecuredService.class,
                "gatehouse.rate-limit.enabled=false",
                "spring.security.user.name=ann",
                "spring.security.user.password=secret",
                "spring.security.user.roles=USER");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void challengesAnAnonymousCaller() {
        HttpResponse<String> response = service.get("/ok");
        assertThat(problem(response, 401))
                .containsEntry("error_code", "unauthenticated")
                .containsEntry("category", "authentication");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic"));
    }

    @Test
    void refusesWrongCredentials() {
        assertThat(problem(service.get("/ok", "Authorization", basic("ann", "wrong")), 401))
                .containsEntry("error_code", "unauthenticated");
    }

    @Test
    void deniesWhatTheUserMayNotDo() {
        assertThat(problem(service.get("/status", "Authorization", basic("ann", "secret")), 403))
                .containsEntry("error_code", "forbidden")
                .containsEntry("category", "authorization");
    }

    @Test
    void answersWhatTheFirewallRejects() {
        assertThat(problem(service.get("/ok;a=b"), 400)).containsEntry("error_code", "bad_request");
    }

    /** The dispatch to the error path is not authorized either: a 404 must not turn into a 401. */
    @Test
    void keepsTheStatusOfAnErrorAlthoughTheErrorPathIsProtected() {
        assertThat(problem(service.get("/send-error", "Authorization", basic("ann", "secret")), 418))
                .containsEntry("error_code", "bad_request");
    }

    @Test
    void answersAnUncaughtException() {
        assertThat(problem(service.get("/uncaught", "Authorization", basic("ann", "secret")), 500))
                .containsEntry("error_code", "internal_error");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(FailingController.class)
    static class SecuredService {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/status")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }
}
