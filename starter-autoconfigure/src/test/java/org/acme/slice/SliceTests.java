package org.acme.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.autoconfigure.access.AccessAutoConfiguration;
import dev.gatehouse.autoconfigure.access.AccessGuardAutoConfiguration;
import dev.gatehouse.autoconfigure.access.BearerSecurity;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import dev.gatehouse.autoconfigure.requestid.RequestIdAutoConfiguration;
import dev.gatehouse.autoconfigure.token.jwt.AccessTokenAutoConfiguration;
import dev.gatehouse.token.jwt.AccessGrant;
import dev.gatehouse.token.jwt.JwtIssuer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A slice of a service with our part of the chain in it, as the manual says to bring it there. */
@WebMvcTest(properties = "gatehouse.auth.jwt.issuer=https://api.example.com")
@SliceTests.WithGatehouse
@Import({SliceTests.Security.class, SliceTests.Permissions.class, SliceTests.Reports.class})
class SliceTests {

    private static final UUID READER = UUID.randomUUID();

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private JwtIssuer issuer;

    @Test
    void aStrangerIsRefusedInTheErrorFormat() {
        assertThat(mvc.get().uri("/reports"))
                .hasStatus(401)
                .hasContentType("application/problem+json")
                .containsHeader("X-Request-ID")
                .bodyText()
                .contains("\"error_code\":\"unauthenticated\"");
    }

    @Test
    void annotationsAreEnforced() {
        assertThat(mvc.get().uri("/reports").header(HttpHeaders.AUTHORIZATION, bearer(READER)))
                .hasStatusOk()
                .hasBodyTextEqualTo("reports");
        assertThat(mvc.get().uri("/reports").header(HttpHeaders.AUTHORIZATION, bearer(UUID.randomUUID())))
                .hasStatus(403);
    }

    private String bearer(UUID user) {
        return "Bearer "
                + issuer.issue(new AccessGrant(user, UUID.randomUUID(), Instant.now(), List.of("pwd"), null))
                        .value();
    }

    /** The last four are of Spring Boot, which brings them into slices itself with {@code spring-boot-starter-security-test}. */
    @Retention(RetentionPolicy.RUNTIME)
    @ImportAutoConfiguration({
        RequestIdAutoConfiguration.class,
        ErrorFormatAutoConfiguration.class,
        ClientAddressAutoConfiguration.class,
        AccessAutoConfiguration.class,
        AccessGuardAutoConfiguration.class,
        AccessTokenAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        UserDetailsServiceAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class
    })
    @interface WithGatehouse {}

    @SpringBootApplication
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class Security {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.with(BearerSecurity.bearer(), Customizer.withDefaults()).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Permissions implements LivePermissions {

        @Override
        public Set<String> ofSession(UUID userId, UUID sessionId) {
            return userId.equals(READER) ? Set.of("reports:read") : Set.of();
        }

        @Override
        public Set<String> ofUser(UUID userId) {
            return Set.of();
        }

        @Override
        public boolean hasSecondFactor(UUID userId) {
            return false;
        }
    }

    @RestController
    static class Reports {

        @GetMapping("/reports")
        @RequirePermission("reports:read")
        String reports() {
            return "reports";
        }
    }
}
