package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Who answers what a rule of the service's own denies, in front of the chain of one line. */
@Tag("any-boot")
class DeniedHandlersHttpTests {

    private static void check(Class<?> application, int status, String... properties) {
        String[] all = new String[properties.length + 1];
        System.arraycopy(properties, 0, all, 1, properties.length);
        all[0] = "gatehouse.auth.endpoint-guard.enabled=false";
        try (RunningService service = RunningService.startSecured(application, all)) {
            Credentials credentials = service.context().getBean(Credentials.class);
            String user = credentials.bearer(credentials.user());
            assertThat(service.get("/permitted", "Authorization", user))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403))
                    .satisfies(answer -> assertThat(answer.body()).contains("\"error_code\":\"forbidden\""));
            assertThat(service.get("/permitted").statusCode()).isEqualTo(401);
            assertThat(service.get("/legacy", "Authorization", user).statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void theErrorFormatMayBeOff() {
        check(Denying.class, 403, "gatehouse.errors.enabled=false");
    }

    @Test
    void aHandlerOfTheServiceAnswers() {
        check(WithOne.class, 418);
        check(WithOne.class, 418, "gatehouse.errors.enabled=false");
    }

    @Test
    void ofSeveralNoneIsChosen() {
        check(WithTwo.class, 403);
        check(WithTwo.class, 403, "gatehouse.errors.enabled=false");
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Credentials.Beans.class, AccessService.Endpoints.class})
    static class Denying {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(
                            requests -> requests.requestMatchers("/legacy").denyAll())
                    .with(BearerSecurity.bearer(), Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Denying.class)
    static class WithOne {

        @Bean
        AccessDeniedHandler one() {
            return (request, response, denied) -> response.setStatus(418);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WithOne.class)
    static class WithTwo {

        @Bean
        AccessDeniedHandler two() {
            return (request, response, denied) -> response.setStatus(418);
        }
    }
}
