package dev.gatehouse.autoconfigure.ratelimit;

import static dev.gatehouse.autoconfigure.ratelimit.RateLimitService.getFrom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.ratelimit.RateLimitGate;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits per user, API key and route, behind Spring Security. */
@Tag("any-boot")
class RateLimitUserHttpTests {

    private static final Map<String, RunningService> BY_SCOPE = new HashMap<>();

    @AfterAll
    static void stop() {
        BY_SCOPE.values().forEach(RunningService::close);
        BY_SCOPE.clear();
    }

    /** Shared by the tests of a scope, each of which is somebody else. */
    private static RunningService limitedBy(String scope) {
        return BY_SCOPE.computeIfAbsent(scope, key -> start(App.class, key));
    }

    private static RunningService start(Class<?> app, String scope, String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "gatehouse.client-address.trusted-proxies=127.0.0.1",
                "gatehouse.rate-limit.rules[0].name=own",
                "gatehouse.rate-limit.rules[0].limit=2/minute",
                "gatehouse.rate-limit.rules[0].scope=" + scope));
        properties.addAll(Arrays.asList(more));
        return RunningService.startSecured(app, properties.toArray(String[]::new));
    }

    private static String[] as(String user) {
        String credentials = Base64.getEncoder().encodeToString((user + ":pw").getBytes(StandardCharsets.UTF_8));
        return new String[] {"Authorization", "Basic " + credentials};
    }

    private static int status(RunningService service, String address, String path, String... headers) {
        return getFrom(service, address, path, headers).statusCode();
    }

    @Test
    void countsAUserHoweverItIsSpeltAndWhereverItComesFrom() {
        RunningService service = limitedBy("user");
        assertThat(status(service, "203.0.113.1", "/hello", as("alice"))).isEqualTo(200);
        assertThat(status(service, "203.0.113.2", "/hello", as("ALICE"))).isEqualTo(200);
        String[] scheme = as("alice");
        scheme[1] = scheme[1].replace("Basic ", "bAsIc ");
        assertThat(status(service, "203.0.113.3", "/hello", scheme)).isEqualTo(429);
        assertThat(status(service, "203.0.113.1", "/hello", as("bob"))).isEqualTo(200);
    }

    @Test
    void holdsForAllThatTheServiceAnswers() {
        RunningService service = limitedBy("user");
        assertThat(status(service, "203.0.113.1", "/actuator/health", as("carol")))
                .isEqualTo(200);
        assertThat(status(service, "203.0.113.1", "/nothing", as("carol"))).isEqualTo(404);
        assertThat(status(service, "203.0.113.1", "/actuator/health", as("carol")))
                .isEqualTo(429);
        assertThat(status(service, "203.0.113.1", "/nothing", as("carol"))).isEqualTo(429);
    }

    @Test
    void nobodyInParticularIsNotCountedAndNotWarnedAbout() {
        RunningService service = limitedBy("user");
        try (CapturedLog log = CapturedLog.of(RateLimitGate.class.getName())) {
            for (int i = 0; i < 5; i++) {
                assertThat(status(service, "203.0.113.1", "/hello")).isEqualTo(200);
            }
            assertThat(log.events()).isEmpty();
        }
        assertThat(service.context()
                        .getBean(MeterRegistry.class)
                        .get("gatehouse.rate_limit.decisions")
                        .tags("rule", "own", "outcome", "unresolved")
                        .counter()
                        .count())
                .isEqualTo(5);
    }

    @Test
    void whatIsRefusedBehindAuthenticationCostsNothingInFrontOfIt() {
        RunningService service = limitedBy("user");
        for (int i = 0; i < 6; i++) {
            getFrom(service, "203.0.113.50", "/hello", as("dave"));
        }
        HttpResponse<String> refused = getFrom(service, "203.0.113.50", "/hello", as("dave"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().allValues("RateLimit")).containsExactly("\"default\";r=98;t=2, \"own\";r=0;t=30");
        assertThat(refused.headers().allValues("Retry-After")).containsExactly("30");
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).isPresent();
    }

    @Test
    void knowsTheUserWhereTheRequestDoesNot() {
        try (RunningService service = start(WithoutServletApi.class, "user")) {
            assertThat(status(service, "203.0.113.1", "/hello", as("alice"))).isEqualTo(200);
            assertThat(status(service, "203.0.113.1", "/hello", as("alice"))).isEqualTo(200);
            assertThat(status(service, "203.0.113.1", "/hello", as("alice"))).isEqualTo(429);
            assertThat(status(service, "203.0.113.1", "/hello")).isEqualTo(200);
        }
    }

    @Test
    void countsAnApiKeyOnlyOnceItIsChecked() {
        RunningService service = limitedBy("api-key");
        for (int i = 0; i < 5; i++) {
            assertThat(status(service, "203.0.113.1", "/hello", "X-API-Key", "invented-" + i))
                    .isEqualTo(200);
        }
        assertThat(status(service, "203.0.113.1", "/hello", "X-API-Key", "valid-1"))
                .isEqualTo(200);
        assertThat(status(service, "203.0.113.2", "/hello", "X-API-Key", "  valid-1  "))
                .isEqualTo(200);
        assertThat(status(service, "203.0.113.3", "/hello", "x-api-key", "valid-1"))
                .isEqualTo(429);
        assertThat(status(service, "203.0.113.3", "/hello", "X-API-Key", "valid-2"))
                .isEqualTo(200);
    }

    @Test
    void anotherKeyBesideTheRightOneMakesNoOtherClient() {
        RunningService service = limitedBy("api-key");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(
                    status(service, "203.0.113.1", "/hello", "X-API-Key", "valid-3", "X-API-Key", "invented-" + i));
        }
        assertThat(statuses).containsExactly(200, 200, 429, 429);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse.rate-limit.api-key-header=Token",
                "gatehouse.auth.api-key.header=Token",
                "gatehouse.auth.api-key.header=Other | gatehouse.rate-limit.api-key-header=Token"
            })
    void readsApiKeysFromTheHeaderOfTheProperty(String properties) {
        try (RunningService service = start(App.class, "api-key", properties.split(" \\| "))) {
            for (int i = 0; i < 3; i++) {
                assertThat(status(service, "203.0.113.1", "/hello", "X-API-Key", "valid-1"))
                        .isEqualTo(200);
            }
            String[] both = {"X-API-Key", "valid-1", "Token", "t"};
            assertThat(List.of(
                            status(service, "203.0.113.1", "/hello", both),
                            status(service, "203.0.113.1", "/hello", both),
                            status(service, "203.0.113.1", "/hello", both)))
                    .containsExactly(200, 200, 429);
        }
    }

    @Test
    void countsAllClientsOfARouteTogether() {
        RunningService service = limitedBy("route");
        assertThat(status(service, "203.0.113.1", "/things/1")).isEqualTo(200);
        assertThat(status(service, "203.0.113.2", "/things/2")).isEqualTo(200);
        assertThat(status(service, "203.0.113.3", "/things/3")).isEqualTo(429);
        assertThat(status(service, "203.0.113.3", "/things/%33;a=b")).isIn(400, 429);
        assertThat(status(service, "203.0.113.3", "/hello")).isEqualTo(200);
    }

    @Test
    void anAnnotationCanCountUsers() {
        RunningService service = limitedBy("api-key");
        assertThat(status(service, "203.0.113.1", "/mine", as("eve"))).isEqualTo(200);
        assertThat(status(service, "203.0.113.2", "/mine", as("eve"))).isEqualTo(429);
        assertThat(status(service, "203.0.113.2", "/mine", as("bob"))).isEqualTo(200);
        assertThat(status(service, "203.0.113.2", "/mine")).isEqualTo(200);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({RateLimitService.class, Users.class})
    static class App {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .addFilterBefore(new ApiKeys(), BasicAuthenticationFilter.class)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({RateLimitService.class, Users.class})
    static class WithoutServletApi {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .servletApi(api -> api.disable())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(Stream.of("alice", "bob", "carol", "dave", "eve")
                    .map(name -> User.withUsername(name).password("{noop}pw").build())
                    .toList());
        }

        @Bean
        Mine mine() {
            return new Mine();
        }
    }

    @RestController
    static class Mine {

        @GetMapping("/mine")
        @RateLimit(value = "1/minute", scope = "user")
        String mine() {
            return "mine";
        }
    }

    /** Knows the keys that begin with {@code valid}. */
    static class ApiKeys extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String key = request.getHeader("X-API-Key");
            if (key != null && key.strip().startsWith("valid")) {
                SecurityContextHolder.getContext()
                        .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                                "machine-" + key.strip(), null, List.of()));
            }
            chain.doFilter(request, response);
        }
    }
}
