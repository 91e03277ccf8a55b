package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Error pages that lead on to an endpoint: everybody sees the page, and the endpoint who may call it. */
@Tag("any-boot")
class ErrorPageAccessHttpTests {

    private static RunningService start(Class<?> application) {
        return RunningService.startSecured(
                application,
                "gatehouse.auth.endpoint-guard.enabled=false",
                "gatehouse.rate-limit.default-limit=unlimited",
                "gatehouse.auth.endpoint-guard.paths[0].paths=/route-guarded/**",
                "gatehouse.auth.endpoint-guard.paths[0].permissions=things:read");
    }

    @ParameterizedTest
    @ValueSource(classes = {OwnChain.class, ForeignChain.class})
    void areShownToEverybody(Class<?> application) {
        try (RunningService service = start(application)) {
            assertThat(service.get("/lost").body()).isEqualTo("page");
        }
    }

    @ParameterizedTest
    @CsvSource({"forward, /permitted", "include, /permitted", "forward, /route-guarded/1", "include, /route-guarded/1"})
    void leadToAnEndpointWhoMayCallIt(String how, String to) {
        try (RunningService service = start(OwnChain.class)) {
            Credentials credentials = service.context().getBean(Credentials.class);
            String path = "/lost?how=" + how + "&to=" + to;
            assertThat(service.get(path).body()).doesNotContain("nobody", "route");
            Credentials.User stranger = credentials.user();
            assertThat(service.get(path, "Authorization", credentials.bearer(stranger))
                            .body())
                    .doesNotContain(stranger.id().toString(), "route");
            Credentials.User reader = credentials.user("things:read");
            assertThat(service.get(path, "Authorization", credentials.bearer(reader))
                            .body())
                    .containsAnyOf(reader.id().toString(), "route");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "include"})
    void areJudgedByTheHandlerBehindAChainOfAnotherKind(String how) {
        try (RunningService service = start(ForeignChain.class)) {
            assertThat(service.get("/lost?how=" + how + "&to=/guarded").body()).doesNotContain("guarded");
            assertThat(service.get("/lost?how=" + how + "&to=/open").body()).contains("open");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({AccessService.class, Lost.class, Page.class})
    static class OwnChain {}

    @Configuration(proxyBeanMethods = false)
    @Import({Credentials.Beans.class, Lost.class, Page.class, Guarded.class})
    static class ForeignChain {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    /** The page is protected, and seen nevertheless. */
    @Controller
    static class Page implements ErrorController {

        @RequestMapping("/error")
        @RequireSignIn
        void error(HttpServletRequest request, HttpServletResponse response) throws Exception {
            String to = request.getParameter("to");
            switch (String.valueOf(request.getParameter("how"))) {
                case "forward" -> request.getRequestDispatcher(to).forward(request, response);
                case "include" -> request.getRequestDispatcher(to).include(request, response);
                default -> response.getWriter().write("page");
            }
        }
    }

    @RestController
    static class Lost {

        @GetMapping("/lost")
        @PublicEndpoint(knowsCaller = true)
        void lost(HttpServletResponse response) throws IOException {
            response.sendError(404);
        }
    }

    @RestController
    static class Guarded {

        @GetMapping("/guarded")
        @RequirePermission("things:read")
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
