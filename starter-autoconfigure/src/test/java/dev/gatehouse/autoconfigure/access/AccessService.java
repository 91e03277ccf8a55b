package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.access.StepUp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.event.AbstractAuthenticationEvent;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** A service with an endpoint of every kind behind the chain of one line. */
@Configuration(proxyBeanMethods = false)
@Import({Credentials.Beans.class, AccessService.Endpoints.class, AccessService.OfClass.class})
class AccessService {

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.with(BearerSecurity.bearer(), Customizer.withDefaults()).build();
    }

    @Bean
    Events events() {
        return new Events();
    }

    @Bean
    RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET("/route", request -> ServerResponse.ok().body("route"))
                .GET("/route-open", request -> ServerResponse.ok().body("route"))
                .path(
                        "/route-guarded",
                        nested -> nested.GET(
                                "/{id}", request -> ServerResponse.ok().body("route")))
                .build();
    }

    /** What Spring Security told. */
    static final class Events implements ApplicationListener<AbstractAuthenticationEvent> {

        final List<AbstractAuthenticationEvent> seen = new CopyOnWriteArrayList<>();

        @Override
        public void onApplicationEvent(AbstractAuthenticationEvent event) {
            seen.add(event);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequirePermission("things:read")
    @interface Reading {}

    @RestController
    static class Endpoints {

        private final CurrentCaller caller;
        private final StepUp stepUp;

        Endpoints(CurrentCaller caller, StepUp stepUp) {
            this.caller = caller;
            this.stepUp = stepUp;
        }

        private String name() {
            return caller.get().map(Caller::getName).orElse("nobody");
        }

        @GetMapping("/open")
        @PublicEndpoint
        String open() {
            return name();
        }

        @GetMapping("/open-knowing")
        @PublicEndpoint(knowsCaller = true)
        String openKnowing() {
            return name();
        }

        @PostMapping(path = "/open-json", consumes = MediaType.APPLICATION_JSON_VALUE)
        @PublicEndpoint
        String openJson(@RequestBody Map<String, String> body) {
            return name();
        }

        @GetMapping("/signed-in")
        @RequireSignIn
        String signedIn() {
            return name();
        }

        @GetMapping("/permitted")
        @RequirePermission("things:read")
        String permitted() {
            return name();
        }

        @PostMapping("/permitted-body")
        @RequirePermission("things:read")
        String permittedBody(@RequestBody Map<String, String> body) {
            return name();
        }

        @GetMapping("/both")
        @RequirePermission({"things:read", "things:write"})
        String both() {
            return name();
        }

        @GetMapping("/meta")
        @Reading
        String meta() {
            return name();
        }

        @GetMapping("/users-only")
        @RequirePermission("things:read")
        @RequireSignIn
        String usersOnly() {
            return name();
        }

        @GetMapping("/fresh")
        @RequireSignIn
        @RequireStepUp
        String fresh() {
            return name();
        }

        @GetMapping("/fresh-permitted")
        @RequirePermission("things:read")
        @RequireStepUp(maxAge = "30s")
        String freshPermitted() {
            return name();
        }

        @GetMapping("/fresh-by-code")
        @RequirePermission("things:read")
        String freshByCode() {
            stepUp.require();
            return name();
        }

        @GetMapping("/unsaid")
        String unsaid() {
            return name();
        }

        @GetMapping("/later")
        @RequirePermission("things:read")
        Callable<String> later() {
            String now = name();
            return () -> now;
        }

        @GetMapping("/failing")
        @RequireSignIn
        void failing(HttpServletResponse response) throws IOException {
            response.sendError(418);
        }

        @GetMapping("/forwarding")
        @PublicEndpoint
        void forwarding(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/permitted").forward(request, response);
        }
    }

    @RestController
    @RequestMapping("/class")
    @RequireSignIn
    static class OfClass {

        @GetMapping("/own")
        @PublicEndpoint
        String own() {
            return "own";
        }

        @GetMapping("/of-class")
        String ofClass() {
            return "class";
        }
    }
}
