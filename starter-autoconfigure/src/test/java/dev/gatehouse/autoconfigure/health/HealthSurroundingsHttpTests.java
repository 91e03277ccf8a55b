package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.concurrency.ConcurrencyLimit;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.web.RequestMatcher;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.health.application.AvailabilityStateHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints beside Spring Security, Actuator, controllers and the other features. */
@Tag("any-boot")
class HealthSurroundingsHttpTests {

    @Test
    void letsProbesPastSpringSecurityAndUsersInByTheirAuthority() {
        try (RunningService service =
                RunningService.startSecured(Secured.class, "gatehouse.health.metrics-token=0123456789abcdef")) {
            for (String path : new String[] {"/health", "/health/ping", "/health/live", "/health/ready"}) {
                assertThat(service.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(service.get("/other").statusCode()).isEqualTo(401);
            assertThat(status(service, "/health/detailed", null)).isEqualTo(401);
            assertThat(status(service, "/health/detailed", "user")).isEqualTo(200);
            assertThat(status(service, "/metrics", null)).isEqualTo(401);
            assertThat(status(service, "/metrics", "user")).isEqualTo(403);
            assertThat(status(service, "/metrics", "admin")).isEqualTo(200);
            assertThat(service.get("/metrics", "Authorization", "Bearer 0123456789abcdef")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void leavesItsPathsToAControllerButNotToACatchAll() {
        try (RunningService service = RunningService.start(OwnHealth.class)) {
            assertThat(service.get("/health").body()).isEqualTo("own");
            assertThat(service.get("/health/live").body()).isEqualTo("own live");
            assertThat(service.get("/health/ping").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(service.get("/other").body()).isEqualTo("page other");
        }
        try (RunningService service = RunningService.start(CatchAll.class)) {
            assertThat(service.get("/health").body()).startsWith("{\"status\":\"UP\"");
            assertThat(service.get("/other").body()).isEqualTo("page other");
        }
    }

    @Test
    void leavesItsPathsToActuatorWhereThatWasMovedThere() {
        try (RunningService service = RunningService.start(Empty.class, "management.endpoints.web.base-path=/")) {
            assertThat(service.get("/health").body()).contains("\"groups\"");
            assertThat(service.get("/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void followsItsBasePathWithTheExemptionsOfProbes() {
        try (RunningService service = RunningService.start(
                Empty.class,
                "server.servlet.context-path=/shop",
                "gatehouse.health.base-path=/ops/state",
                "gatehouse.trusted-hosts.allowed=shop.example",
                "gatehouse.https.mode=reject",
                "gatehouse.https.exempt-loopback=false")) {
            assertThat(service.get("/shop/ops/state/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/shop/health/live").statusCode()).isEqualTo(404);
            assertThat(service.get("/shop/other").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void letsAScraperInByTheAddressOfAnInstanceAtBothPathsOfTheMetrics() {
        try (RunningService service = RunningService.start(
                Empty.class,
                "gatehouse.health.metrics-token=0123456789abcdef",
                "gatehouse.trusted-hosts.allowed=shop.example",
                "gatehouse.https.mode=reject",
                "gatehouse.https.exempt-loopback=false")) {
            for (String path : new String[] {"/metrics", "/health/metrics"}) {
                assertThat(scrape(service, path, "0123456789abcdef")).as(path).startsWith("HTTP/1.1 200");
                assertThat(scrape(service, path, "a-wrong-token---")).as(path).startsWith("HTTP/1.1 401");
            }
            assertThat(scrape(service, "/other", "0123456789abcdef")).startsWith("HTTP/1.1 400");
        }
        try (RunningService service = RunningService.start(
                Empty.class, "gatehouse.health.metrics-path=", "gatehouse.trusted-hosts.allowed=shop.example")) {
            assertThat(scrape(service, "/metrics", "0123456789abcdef")).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void exemptsNoPathThatTheApplicationAnswersItself() {
        try (RunningService service = RunningService.start(
                OwnMetrics.class,
                "gatehouse.health.metrics-token=0123456789abcdef",
                "gatehouse.trusted-hosts.allowed=shop.example")) {
            assertThat(scrape(service, "/metrics", "0123456789abcdef")).startsWith("HTTP/1.1 400");
            assertThat(scrape(service, "/health/metrics", "0123456789abcdef")).startsWith("HTTP/1.1 200");
            RequestMatcher unlimited =
                    service.context().getBean(ConcurrencyLimits.class).exempt();
            assertThat(unlimited.matches(new MockHttpServletRequest("GET", "/metrics")))
                    .isFalse();
        }
    }

    private static String scrape(RunningService service, String path, String token) {
        return service.sendRaw("GET " + path + " HTTP/1.1\r\nHost: 10.1.2.3:8080\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void isReachedWhereSpringMvcHasAPathOfItsOwn() {
        try (RunningService service = RunningService.start(
                OwnMetrics.class,
                "spring.mvc.servlet.path=/api",
                "gatehouse.headers.reporting.enabled=true",
                "gatehouse.auth.jwt.issuer=https://shop.example",
                "gatehouse.auth.jwt.algorithm=ES256",
                "gatehouse.health.metrics-token=0123456789abcdef")) {
            for (String path : new String[] {"/health", "/health/live", "/health/ready"}) {
                assertThat(service.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(scrape(service, "/metrics", "0123456789abcdef")).startsWith("HTTP/1.1 200");
            assertThat(service.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(service.get("/api/metrics").body()).isEqualTo("own metrics");
            assertThat(service.get("/.well-known/jwks.json").statusCode()).isEqualTo(200);
            assertThat(service.get("/security-reports").statusCode()).isEqualTo(405);
            HttpResponse<String> nothing =
                    service.send("/health/live", request -> request.POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(nothing.statusCode()).isEqualTo(404);
            assertThat(nothing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void isReachedBelowThePathOfSpringMvc() {
        try (RunningService service = RunningService.start(
                OwnMetrics.class,
                "spring.mvc.servlet.path=/api",
                "gatehouse.health.base-path=/api/health",
                "gatehouse.health.metrics-path=/api/metrics",
                "gatehouse.health.metrics-token=0123456789abcdef")) {
            assertThat(service.get("/api/health").statusCode()).isEqualTo(200);
            assertThat(service.get("/api/health/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/api/metrics").body()).isEqualTo("own metrics");
        }
    }

    /** All in one service: none changes what the others see. */
    @Nested
    class InAServiceOfManySettings {

        private static RunningService service;

        @BeforeAll
        static void start() {
            service = RunningService.start(
                    OwnAvailability.class,
                    "spring.application.name=shop",
                    "gatehouse.health.identity=false",
                    "gatehouse.health.cache=0s",
                    "gatehouse.request-limits.max-concurrent=1",
                    "gatehouse.address-lists[0].path=/health/ping",
                    "gatehouse.address-lists[0].allow=10.0.0.0/8");
        }

        @AfterAll
        static void stop() {
            service.close();
        }

        @Test
        void countsAnAvailabilityOfTheApplicationsOwnAmongTheParts() {
            assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
            AvailabilityChangeEvent.publish(service.context(), CacheState.COLD);
            assertThat(service.get("/health").statusCode()).isEqualTo(503);
            assertThat(service.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(service.get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            AvailabilityChangeEvent.publish(service.context(), CacheState.WARM);
        }

        @Test
        void standsBehindAddressLists() {
            assertThat(service.get("/health/ping").statusCode()).isEqualTo(403);
        }

        @Test
        void getsAnAnswerFromAFullService() {
            ConcurrencyLimit all =
                    service.context().getBean(ConcurrencyLimits.class).all();
            assertThat(all.tryEnter()).isPositive();
            try {
                assertThat(service.get("/other").statusCode()).isEqualTo(503);
                assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            } finally {
                all.leave();
            }
        }

        @Test
        void namesItselfOnlyIfItMay() {
            assertThat(service.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    private static int status(RunningService service, String path, String user) {
        if (user == null) {
            return service.get(path).statusCode();
        }
        String credentials = Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
        return service.get(path, "Authorization", "Basic " + credentials).statusCode();
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}

    /** Whether what requests need is in memory. */
    enum CacheState implements AvailabilityState {
        COLD,
        WARM
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnAvailability {

        @Bean
        HealthIndicator cacheStateHealthIndicator(ApplicationAvailability availability) {
            return new AvailabilityStateHealthIndicator(availability, CacheState.class, statuses -> {
                statuses.add(CacheState.COLD, Status.OUT_OF_SERVICE);
                statuses.addDefaultStatus(Status.UP);
            }) {
                @Override
                protected AvailabilityState getState(ApplicationAvailability known) {
                    return known.getState(CacheState.class, CacheState.WARM);
                }
            };
        }
    }

    @RestController
    static class OwnMetrics {

        @GetMapping("/metrics")
        String metrics() {
            return "own metrics";
        }

        @GetMapping("/{page}")
        String page(@PathVariable("page") String page) {
            return "page " + page;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Secured {

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("user")
                            .password("{noop}secret")
                            .roles("USER")
                            .build(),
                    User.withUsername("admin")
                            .password("{noop}secret")
                            .roles("ADMIN")
                            .build());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Health.class, Pages.class})
    static class OwnHealth {}

    @Configuration(proxyBeanMethods = false)
    @Import(Pages.class)
    static class CatchAll {}

    @RestController
    static class Health {

        @GetMapping("/health")
        String health() {
            return "own";
        }

        @GetMapping("/health/l{rest}")
        String live(@PathVariable("rest") String rest) {
            return "own l" + rest;
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/{page}")
        String page(@PathVariable("page") String page) {
            return "page " + page;
        }
    }
}
