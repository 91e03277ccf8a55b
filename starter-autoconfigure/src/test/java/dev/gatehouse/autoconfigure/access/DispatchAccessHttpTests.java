package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Requests that a handler sends on inside the service: each is judged by where it leads. */
class DispatchAccessHttpTests {

    private static RunningService service;
    private static Credentials credentials;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                Dispatching.class,
                "gatehouse.auth.endpoint-guard.enabled=false",
                "gatehouse.rate-limit.default-limit=unlimited",
                // Looks at the path before the chain does.
                "gatehouse.address-lists[0].path=/never/**",
                "gatehouse.address-lists[0].deny=127.0.0.1",
                "gatehouse.auth.endpoint-guard.public-paths=/*.html",
                "gatehouse.auth.endpoint-guard.paths[0].paths=/route-guarded/**",
                "gatehouse.auth.endpoint-guard.paths[0].permissions=things:read");
        credentials = service.context().getBean(Credentials.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static HttpResponse<String> get(String path, String to, String... headers) {
        return service.get(path + "?to=" + to, headers);
    }

    private static String bearer(String... permissions) {
        return credentials.bearer(credentials.user(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/permitted", "/route-guarded/1"})
    void anAsynchronousDispatchToAnotherHandlerIsJudgedByThat(String guarded) {
        assertThat(get("/dispatching", guarded).statusCode()).isEqualTo(401);
        assertThat(get("/dispatching", guarded, "Authorization", bearer()).statusCode())
                .isEqualTo(403);
        assertThat(get("/dispatching", guarded, "Authorization", bearer("things:read"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatWasRefusedIsNotReachedAtTheSecondTry() {
        assertThat(get("/stubborn", "/permitted").statusCode()).isEqualTo(401);
    }

    @Test
    void anAsynchronousDispatchThatEndsARequestIsNotJudgedAgain() {
        assertThat(get("/later", "x", "Authorization", bearer("things:read")).statusCode())
                .isEqualTo(200);
        assertThat(get("/later", "x").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sending", "/sending.html", "/sending/deeper"})
    void aForwardToARouteIsJudgedByThePathItLeadsTo(String from) {
        assertThat(get(from, "/route-guarded/1").statusCode()).isEqualTo(401);
        assertThat(get(from, "/route-guarded/1", "Authorization", bearer()).statusCode())
                .isEqualTo(403);
        assertThat(get(from, "/route-guarded/1", "Authorization", bearer("things:read"))
                        .body())
                .isEqualTo("route");
    }

    @Test
    void anIncludeOfARouteIsJudgedByThePathItLeadsTo() {
        assertThat(get("/including.html", "/route-guarded/1").body()).doesNotContain("route");
        assertThat(get("/including.html", "/route-guarded/1", "Authorization", bearer("things:read"))
                        .body())
                .contains("route");
        assertThat(get("/including", "/open").body()).contains("nobody");
    }

    @Test
    void behindAChainOfAnotherKindAnAsynchronousDispatchIsJudgedToo() {
        try (RunningService other =
                RunningService.startSecured(Foreign.class, "gatehouse.auth.endpoint-guard.enabled=false")) {
            assertThat(other.get("/dispatching?to=/guarded").statusCode()).isEqualTo(401);
            assertThat(other.get("/guarded").statusCode()).isEqualTo(401);
            assertThat(other.get("/public-later").body()).isEqualTo("later");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({AccessService.class, Dispatches.class})
    static class Dispatching {}

    @Configuration(proxyBeanMethods = false)
    @Import({Credentials.Beans.class, Dispatches.class, Guarded.class})
    static class Foreign {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Guarded {

        @GetMapping("/guarded")
        @RequirePermission("things:read")
        String guarded() {
            return "guarded";
        }

        @GetMapping("/public-later")
        @PublicEndpoint
        Callable<String> later() {
            return () -> "later";
        }
    }

    @RestController
    static class Dispatches {

        @GetMapping("/dispatching")
        @PublicEndpoint(knowsCaller = true)
        void dispatching(HttpServletRequest request, @RequestParam String to) {
            request.startAsync().dispatch(to);
        }

        @GetMapping("/stubborn")
        @PublicEndpoint(knowsCaller = true)
        void stubborn(HttpServletRequest request, HttpServletResponse response, @RequestParam String to)
                throws Exception {
            request.getRequestDispatcher(to).include(request, response);
            request.startAsync().dispatch(to);
        }

        @GetMapping({"/sending", "/sending.html", "/sending/deeper"})
        @PublicEndpoint(knowsCaller = true)
        void sending(HttpServletRequest request, HttpServletResponse response, @RequestParam String to)
                throws Exception {
            request.getRequestDispatcher(to).forward(request, response);
        }

        @GetMapping({"/including", "/including.html"})
        @PublicEndpoint(knowsCaller = true)
        void including(HttpServletRequest request, HttpServletResponse response, @RequestParam String to)
                throws Exception {
            request.getRequestDispatcher(to).include(request, response);
        }
    }
}
