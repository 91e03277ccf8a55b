package dev.gatehouse.autoconfigure.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Spring Security's CORS filter, CORS of Spring MVC and annotations stand behind ours and add nothing. */
class CorsWithSpringCorsTests {

    private static final String APP = "https://app.example.com";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                Application.class, "gatehouse.cors.allowed-origins=" + APP, "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/open/annotated", "/closed"})
    void saysEverythingOnce(String path) {
        HttpResponse<String> response = service.get(path, "Origin", APP);
        assertThat(response.statusCode()).isEqualTo(path.equals("/closed") ? 403 : 200);
        assertThat(response.headers().allValues("Access-Control-Allow-Origin")).containsExactly(APP);
        assertThat(response.headers().allValues("Access-Control-Expose-Headers"))
                .hasSize(1);
        assertThat(response.headers().map()).doesNotContainKey("access-control-allow-credentials");
        assertThat(response.headers().allValues("Vary")).contains("Origin").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/open/annotated", "/closed"})
    void answersAPreflightWithoutALogIn(String path) {
        HttpResponse<String> response = service.send(
                path,
                request -> request.headers("Origin", APP, "Access-Control-Request-Method", "DELETE")
                        .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().allValues("Access-Control-Allow-Origin")).containsExactly(APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open", "/open/annotated", "/closed"})
    void refusesWhoOnlySpringWouldAdmit(String path) {
        assertThat(service.get(path, "Origin", "https://other.example").body()).contains("cross_origin_refused");
    }

    @Test
    void springSecurityDoesNotRefuseOwnPagesBehindAProxyThatEndsTls() {
        for (String headers : List.of(
                "Host: shop.example\r\nOrigin: https://shop.example\r\n",
                "Host: inner\r\nOrigin: https://shop.example\r\nSec-Fetch-Site: same-origin\r\n",
                "Host: inner\r\nOrigin: null\r\nSec-Fetch-Site: same-origin\r\n")) {
            assertThat(service.sendRaw("GET /open HTTP/1.1\r\n" + headers + "\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("Access-Control-Allow-Origin");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.cors(Customizer.withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/open/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        WebMvcConfigurer mvcCors() {
            return new WebMvcConfigurer() {
                @Override
                public void addCorsMappings(CorsRegistry registry) {
                    registry.addMapping("/open/annotated/**")
                            .allowedOrigins(APP)
                            .allowCredentials(true);
                }
            };
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping({"/open", "/closed"})
        String ok() {
            return "ok";
        }

        @CrossOrigin({"https://other.example", APP})
        @GetMapping("/open/annotated")
        String annotated() {
            return "ok";
        }
    }
}
