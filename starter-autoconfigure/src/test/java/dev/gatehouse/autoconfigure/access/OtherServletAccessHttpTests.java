package dev.gatehouse.autoconfigure.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.EchoServlet;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Servlets beside Spring MVC's, behind the chain of one line: no handler speaks for them. */
class OtherServletAccessHttpTests {

    private static RunningService service;
    private static Credentials credentials;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                Servlets.class,
                "gatehouse.auth.endpoint-guard.enabled=false",
                "gatehouse.rate-limit.default-limit=unlimited",
                "gatehouse.auth.endpoint-guard.public-paths=/webjars/**,/console/public/**",
                "gatehouse.auth.endpoint-guard.paths[0].paths=/console/**",
                "gatehouse.auth.endpoint-guard.paths[0].permissions=console:use");
        credentials = service.context().getBean(Credentials.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static int status(String path, String... headers) {
        return service.get(path, headers).statusCode();
    }

    private static String bearer(String... permissions) {
        return credentials.bearer(credentials.user(permissions));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/open",
                "/console/secret",
                "/console/webjars/x",
                "/console",
                "/console/class/own",
                "/console/public/x"
            })
    void aPathRuleHoldsBelowAServletWhateverHandlerHasTheRestOfThePath(String path) {
        assertThat(status(path)).isEqualTo(401);
        assertThat(status(path, "Authorization", bearer())).isEqualTo(403);
        assertThat(status(path, "Authorization", bearer("console:use"))).isEqualTo(200);
    }

    @Test
    void aMethodThatAHandlerTakesAtTheRestOfThePathChangesNothing() {
        assertThat(service.send(
                                "/console/permitted-body",
                                request -> request.POST(BodyPublishers.noBody())
                                        .header("Authorization", bearer("things:read")))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bare/open", "/bare/webjars/x", "/open.echo", "/exact"})
    void whatNoPathRuleNamesIsClosed(String path) {
        assertThat(status(path)).isEqualTo(401);
        assertThat(status(path, "Authorization", bearer("console:use"))).isEqualTo(403);
    }

    @Test
    void aPathRuleCanOpenAServlet() {
        assertThat(service.get("/webjars/x").body()).startsWith("webjars");
        assertThat(status("/open")).isEqualTo(200);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AccessService.class)
    static class Servlets {

        @Bean
        ServletRegistrationBean<EchoServlet> console() {
            return servlet("console", "/console/*");
        }

        @Bean
        ServletRegistrationBean<EchoServlet> webjars() {
            return servlet("webjars", "/webjars/*");
        }

        @Bean
        ServletRegistrationBean<EchoServlet> bare() {
            return servlet("bare", "/bare/*", "*.echo", "/exact");
        }

        private static ServletRegistrationBean<EchoServlet> servlet(String name, String... mappings) {
            ServletRegistrationBean<EchoServlet> registration =
                    new ServletRegistrationBean<>(new EchoServlet(), mappings);
            registration.setName(name);
            return registration;
        }
    }
}
