package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Error pages that lead on: the page is shown whatever the rules say, what it leads to is judged like everything else. */
@Tag("any-boot")
class ForwardingErrorPageHttpTests {

    private static final String ANN = login("ann");
    private static final String BOSS = login("boss");

    private static RunningService service;

    @BeforeAll
    static void startService() {
        service = start(Pages.class);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    private static String login(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8));
    }

    private static RunningService start(Class<?> application, String... properties) {
        String[] all = new String[properties.length + 1];
        System.arraycopy(properties, 0, all, 1, properties.length);
        all[0] = "gatehouse.rate-limit.enabled=false";
        return RunningService.startSecured(application, all);
    }

    private static String failing(int status, String how, String to) {
        return "/public/failing?status=" + status + "&how=" + how + "&to=" + to;
    }

    /** Status 404 leads to the usual error path, 409 and 410 to pages of their own. */
    @ParameterizedTest
    @ValueSource(ints = {404, 409, 410})
    void areShownToEverybody(int status) {
        assertThat(service.get(failing(status, "here", "")).body()).isEqualTo("page");
        assertThat(service.get(failing(status, "here", ""), "Authorization", ANN)
                        .body())
                .isEqualTo("page");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 410})
    void leadNobodyToWhatTheyMayNotSee(int status) {
        for (String how : new String[] {"forward", "include", "twice"}) {
            String path = failing(status, how, "/admin/data");
            assertThat(service.get(path).body()).as(how).doesNotContain("admin only");
            assertThat(service.get(path, "Authorization", ANN).body()).as(how).doesNotContain("admin only");
            assertThat(service.get(path, "Authorization", BOSS).body()).as(how).contains("admin only");
            assertThat(service.get(failing(status, how, "/public/data")).body())
                    .as(how)
                    .contains("for all");
        }
    }

    /** In a WAR a filter forwards to the pages. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/app"})
    void leadNobodyThereWhereAFilterForwardsToThem(String context) {
        try (RunningService service = start(OfAFilter.class, "server.servlet.context-path=" + context)) {
            for (int status : new int[] {404, 409}) {
                assertThat(service.get(context + failing(status, "here", "")).body())
                        .isEqualTo("page");
                for (String how : new String[] {"forward", "include", "twice"}) {
                    String path = context + failing(status, how, "/admin/data");
                    assertThat(service.get(path).body()).as(how).doesNotContain("admin only");
                    assertThat(service.get(path, "Authorization", ANN).body())
                            .as(how)
                            .doesNotContain("admin only");
                    assertThat(service.get(context + failing(status, how, "/public/data"))
                                    .body())
                            .as(how)
                            .contains("for all");
                }
            }
        }
    }

    @Test
    void keepTheStatusOfTheErrorWhereTheyLeadToNothing() {
        ErrorFormatHttpTests.problem(service.get(failing(409, "forward", "/admin/data")), 409);
        ErrorFormatHttpTests.problem(service.get(failing(409, "forward", "/admin/data"), "Authorization", ANN), 409);
    }

    @Test
    void leadNobodyThereBelowAContextPathEither() {
        try (RunningService service = start(Pages.class, "server.servlet.context-path=/app")) {
            for (int status : new int[] {404, 409, 410}) {
                assertThat(service.get("/app" + failing(status, "here", "")).body())
                        .isEqualTo("page");
                assertThat(service.get("/app" + failing(status, "forward", "/admin/data"))
                                .body())
                        .doesNotContain("admin only");
            }
        }
    }

    @Test
    void areShownBehindAProxyThatAddsAPrefix() {
        try (RunningService service = start(Pages.class, "server.forward-headers-strategy=framework")) {
            for (int status : new int[] {404, 409, 410}) {
                assertThat(service.get(failing(status, "here", ""), "X-Forwarded-Prefix", "/shop")
                                .body())
                        .isEqualTo("page");
                assertThat(service.get(failing(status, "forward", "/admin/data"), "X-Forwarded-Prefix", "/shop")
                                .body())
                        .doesNotContain("admin only");
            }
        }
    }

    @Test
    void keepWhatTheChainRefusedRefused() {
        String path = "/nobody/knows?how=forward&to=/admin/data";
        assertThat(service.get(path).body()).doesNotContain("admin only");
        assertThat(service.get(path, "Authorization", ANN).body()).doesNotContain("admin only");
    }

    /** Nothing of Spring stands between this page and where it leads. */
    @Test
    void mayBeServletsThatNoChainKnows() {
        try (RunningService service = start(Servlets.class)) {
            assertThat(service.get(failing(409, "here", "")).body()).isEqualTo("page");
            assertThat(service.get(failing(409, "forward", "/admin/data")).body())
                    .doesNotContain("admin only");
            assertThat(service.get(failing(409, "forward", "/public/data")).body())
                    .contains("for all");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Endpoints.class, OwnErrors.class, PagesOfTheirOwn.class, Users.class})
    static class Pages {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/public/**")
                            .permitAll()
                            .requestMatchers("/admin/**")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Pages.class, SecuredErrorPageHttpTests.FilterOfWars.class})
    static class OfAFilter {}

    @Configuration(proxyBeanMethods = false)
    @Import({Endpoints.class, Users.class})
    static class Servlets {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.securityMatcher("/admin/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().hasRole("ADMIN"))
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @Bean
        ServletRegistrationBean<HttpServlet> page() {
            return new ServletRegistrationBean<>(new PageServlet(), "/errors/servlet");
        }

        @Bean
        ErrorPageRegistrar registrar() {
            return pages -> pages.addErrorPages(new ErrorPage(HttpStatus.CONFLICT, "/errors/servlet"));
        }

        @Bean
        ErrorDispatchExemption every() {
            return request -> true;
        }
    }

    /** As a service has them in its own way, and as the descriptor of a web application has them. */
    @Configuration(proxyBeanMethods = false)
    static class PagesOfTheirOwn {

        @Bean
        ErrorPageRegistrar registrar() {
            return pages -> pages.addErrorPages(new ErrorPage(HttpStatus.CONFLICT, "/errors/conflict?of=409"));
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> descriptor() {
            org.apache.tomcat.util.descriptor.web.ErrorPage gone =
                    new org.apache.tomcat.util.descriptor.web.ErrorPage();
            gone.setErrorCode(410);
            gone.setLocation("/errors/gone");
            return factory -> factory.addContextCustomizers(context -> context.addErrorPage(gone));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(user("ann", "USER"), user("boss", "ADMIN"));
        }

        private static UserDetails user(String name, String role) {
            return User.withUsername(name).password("{noop}secret").roles(role).build();
        }
    }

    @Controller
    static class OwnErrors implements ErrorController {

        @RequestMapping({"/error", "/errors/conflict", "/errors/gone"})
        void error(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
            PageServlet.show(request, response);
        }
    }

    static final class PageServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            show(request, response);
        }

        static void show(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String to = request.getParameter("to");
            switch (String.valueOf(request.getParameter("how"))) {
                case "forward" -> request.getRequestDispatcher(to).forward(request, response);
                case "include" -> request.getRequestDispatcher(to).include(request, response);
                case "twice" -> request.getRequestDispatcher("/public/on").forward(request, response);
                default -> response.getWriter().write("page");
            }
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/public/failing")
        void failing(HttpServletResponse response, @RequestParam int status) throws IOException {
            response.sendError(status);
        }

        @GetMapping("/public/on")
        void on(HttpServletRequest request, HttpServletResponse response, @RequestParam String to)
                throws ServletException, IOException {
            request.getRequestDispatcher(to).forward(request, response);
        }

        @GetMapping("/public/data")
        String forAll() {
            return "for all";
        }

        @GetMapping("/admin/data")
        String adminOnly() {
            return "admin only";
        }
    }
}
