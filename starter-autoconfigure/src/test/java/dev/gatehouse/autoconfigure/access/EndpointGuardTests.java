package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

class EndpointGuardTests {

    private static final String GUARD = "gatehouse.auth.endpoint-guard.";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    AccessAutoConfiguration.class))
            .withBean(LivePermissions.class, Credentials::new);

    @Test
    void namesAllHandlersThatSayNothingAndTheRemedyInOneReport() {
        runner.withBean(Silent.class)
                .withBean(Said.class)
                .withBean("routes", RouterFunction.class, EndpointGuardTests::routes)
                .run(context -> {
                    assertThat(context).hasFailed();
                    UnprotectedEndpointsException failure = (UnprotectedEndpointsException) context.getStartupFailure();
                    FailureAnalysis report = new UnprotectedEndpointsFailureAnalyzer().analyze(failure, failure);
                    assertThat(report.getDescription())
                            .startsWith("4 endpoints are neither protected nor public")
                            .contains("[GET] [/silent]", "Silent#silent", "[POST] [/silent-too]")
                            .contains("GET /routes/{id}", "/**")
                            .doesNotContain("said");
                    assertThat(report.getAction()).contains("@RequirePermission", GUARD + "paths");
                });
    }

    private static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .path(
                        "/routes",
                        nested -> nested.GET(
                                "/{id}", request -> ServerResponse.ok().build()))
                .route(request -> true, request -> ServerResponse.ok().build())
                .build();
    }

    @Test
    void passesWhatSaysWhoMayCall() {
        runner.withBean(Said.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(EndpointGuard.class));
    }

    @Test
    void passesWhatAPathRuleCovers() {
        runner.withBean(Silent.class)
                .withPropertyValues(
                        GUARD + "public-paths=/silent",
                        GUARD + "paths[0].paths=/silent-too",
                        GUARD + "paths[0].permissions=a:b")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void passesHandlersOfLibraries() {
        runner.withBean(Silent.class)
                .withPropertyValues(GUARD + "libraries=dev.gatehouse.autoconfigure.access")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void isSwitchedOffByOneProperty() {
        runner.withBean(Silent.class)
                .withPropertyValues(GUARD + "enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EndpointGuard.class));
    }

    @Test
    void namesAnnotationsThatCannotBeUsed() {
        runner.withBean(Wrong.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("contradict each other")
                        .hasMessageContaining("'ROLE_ADMIN' cannot be a permission")
                        .hasMessageContaining("names no permission")
                        .hasMessageContaining("'soon' is not a time")
                        .hasMessageContaining("'2d' cannot be the age"));
    }

    @RestController
    static class Silent {

        @GetMapping("/silent")
        void silent() {}

        @PostMapping("/silent-too")
        void silentToo() {}
    }

    @RestController
    static class Said {

        @GetMapping("/said")
        @RequirePermission("a:b")
        void said() {}

        @GetMapping("/said-open")
        @PublicEndpoint
        void saidOpen() {}

        @GetMapping("/said-step-up")
        @RequireStepUp
        void saidStepUp() {}
    }

    @RestController
    static class Wrong {

        @GetMapping("/contradiction")
        @PublicEndpoint
        @RequireSignIn
        void contradiction() {}

        @GetMapping("/reserved")
        @RequirePermission("ROLE_ADMIN")
        void reserved() {}

        @GetMapping("/none")
        @RequirePermission({})
        void none() {}

        @GetMapping("/soon")
        @RequireStepUp(maxAge = "soon")
        void soon() {}

        @GetMapping("/long")
        @RequireStepUp(maxAge = "2d")
        void tooLong() {}
    }
}
