package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A mapping that the service defines itself, to which Spring MVC brings no interceptors, behind a chain of another kind. */
class SecondMappingHttpTests {

    @Test
    void annotationsHoldWhicheverMappingLeadsToThem() {
        try (RunningService service = RunningService.startSecured(
                Foreign.class,
                "management.endpoints.web.exposure.include=health",
                "gatehouse.auth.endpoint-guard.enabled=false")) {
            for (String prefix : new String[] {"", "/v2"}) {
                assertThat(service.get(prefix + "/guarded").statusCode()).isEqualTo(401);
                assertThat(service.get(prefix + "/open").body()).isEqualTo("open");
            }
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void annotationsHoldWhereTheConfigurationOfSpringMvcWasReplaced() {
        try (RunningService service = RunningService.startSecured(Replaced.class)) {
            assertThat(service.get("/guarded").statusCode()).isEqualTo(401);
            assertThat(service.get("/open").body()).isEqualTo("open");
        }
    }

    /** It takes no configurers, and so asks for no interceptors. */
    @Configuration(proxyBeanMethods = false)
    @Import({Credentials.Beans.class, Endpoints.class})
    static class Replaced extends WebMvcConfigurationSupport {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Credentials.Beans.class, Endpoints.class})
    static class Foreign {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }

        @Bean
        RequestMappingHandlerMapping second() {
            RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
            mapping.setPathPrefixes(Map.of("/v2", type -> true));
            mapping.setOrder(5);
            return mapping;
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/guarded")
        @RequirePermission("a:b")
        String guarded() {
            return "guarded";
        }

        @GetMapping("/open")
        @PublicEndpoint
        String open() {
            return "open";
        }
    }
}
