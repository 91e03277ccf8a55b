package dev.gatehouse.autoconfigure.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where no policy holds, Spring Security lets through what the controllers allow, as it does without ours. */
class CorsLeftToTheApplicationTests {

    private static final String PARTNER = "https://partner.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--gatehouse.cors.enabled=false",
                "--gatehouse.cors.paths[0].path=/public/**",
                "--gatehouse.cors.allowed-origins=https://app.example.com,"
                        + "--gatehouse.cors.paths[0].path=/other,--gatehouse.cors.paths[0].enabled=false"
            })
    void annotationsOfControllersHold(String properties) {
        String[] split = properties.substring(2).split(",--");
        try (RunningService service = RunningService.startSecured(Application.class, split)) {
            HttpResponse<String> preflight = preflight(service, PARTNER);
            assertThat(preflight.statusCode()).isEqualTo(200);
            assertThat(preflight.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(PARTNER);
            assertThat(preflight.headers().allValues("Vary")).contains("Origin");
            assertThat(preflight(service, "https://evil.example").statusCode()).isEqualTo(403);
            HttpResponse<String> response = service.get("/other", "Origin", PARTNER);
            assertThat(response.body()).isEqualTo("ok");
            assertThat(response.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly(PARTNER);
        }
    }

    private static HttpResponse<String> preflight(RunningService service, String origin) {
        return service.send(
                "/other",
                request -> request.headers("Origin", origin, "Access-Control-Request-Method", "GET")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoint.class)
    static class Application {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.cors(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Endpoint {

        @CrossOrigin(PARTNER)
        @GetMapping("/other")
        String other() {
            return "ok";
        }
    }
}
