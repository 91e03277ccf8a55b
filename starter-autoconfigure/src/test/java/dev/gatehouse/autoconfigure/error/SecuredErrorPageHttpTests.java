package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.error.ErrorPageMatcher;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** The error pages of an application whose error path is protected: the security chain judges a request, not its error. */
class SecuredErrorPageHttpTests {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String ANN =
            "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));

    private static RunningService start(Class<?> application, String login, String others, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of(
                "test.login=" + login,
                "test.others=" + others,
                "gatehouse.rate-limit.enabled=false",
                "spring.security.user.name=ann",
                "spring.security.user.password=secret",
                "spring.security.user.roles=USER"));
        return RunningService.startSecured(application, all.toArray(String[]::new));
    }

    private static void showsThePage(RunningService service, String path, int status, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Accept";
        all[1] = BROWSER;
        HttpResponse<String> page = service.get(path, all);
        assertThat(page.statusCode()).as(path).isEqualTo(status);
        assertThat(page.body()).as(path).isEqualTo("<p>Own " + status + "</p>");
        assertThat(page.headers().map()).as(path).doesNotContainKeys("location", "set-cookie");
        all[1] = "application/json";
        ErrorFormatHttpTests.problem(service.get(path, all), status);
    }

    private static void showsThePageToEverybody(RunningService service, String path, int status) {
        showsThePage(service, path, status);
        showsThePage(service, path, status, "Authorization", ANN);
    }

    @ParameterizedTest
    @CsvSource({"form, authenticated", "basic, denied"})
    void keepTheStatusOfTheError(String login, String others) {
        try (RunningService service = start(Views.class, login, others)) {
            showsThePageToEverybody(service, "/public/empty", 404);
            showsThePageToEverybody(service, "/public/later", 404);
            showsThePageToEverybody(service, "/public/thrown", 500);
            showsThePageToEverybody(service, "/public/thrown-later", 500);
            showsThePageToEverybody(service, "/public/sent", 409);
            showsThePageToEverybody(service, "/public/nothing-here", 404);
            showsThePageToEverybody(service, "/public/servlet/failing", 500);
            showsThePage(service, "/admin", 403, "Authorization", ANN);
            showsThePage(service, "/user/empty", 404, "Authorization", ANN);
        }
    }

    /** As it does in a WAR, whose container knows no error pages. */
    @ParameterizedTest
    @CsvSource({"form, authenticated", "basic, denied"})
    void keepTheStatusOfTheErrorWhereAFilterForwardsToThem(String login, String others) {
        try (RunningService service = start(WithErrorPageFilter.class, login, others)) {
            showsThePageToEverybody(service, "/public/empty", 404);
            showsThePageToEverybody(service, "/public/thrown", 500);
            showsThePageToEverybody(service, "/public/later", 404);
            showsThePageToEverybody(service, "/public/thrown-later", 500);
            showsThePageToEverybody(service, "/public/sent", 409);
            showsThePageToEverybody(service, "/public/nothing-here", 404);
            showsThePageToEverybody(service, "/public/servlet/failing", 500);
            assertThat(service.get("/error", "Accept", BROWSER).statusCode()).isNotEqualTo(200);
            assertThat(service.get("/public/forwarding", "Accept", BROWSER).body())
                    .doesNotContain("Own");
        }
    }

    @Test
    void mayBeStatic(@TempDir Path pages) throws IOException {
        Files.createDirectories(pages.resolve("error"));
        Files.writeString(pages.resolve("error/404.html"), "<p>Own 404</p>");
        Files.writeString(pages.resolve("error/5xx.html"), "<p>Own 500</p>");
        try (RunningService service = start(
                Secured.class, "form", "authenticated", "spring.web.resources.static-locations=file:" + pages + "/")) {
            showsThePageToEverybody(service, "/public/empty", 404);
            showsThePageToEverybody(service, "/public/later", 404);
            showsThePageToEverybody(service, "/public/servlet/failing", 500);
        }
    }

    @Test
    void mayComeFromAControllerOfTheApplication() {
        try (RunningService service = start(WithController.class, "form", "authenticated")) {
            showsThePageToEverybody(service, "/public/empty", 404);
            showsThePageToEverybody(service, "/public/later", 404);
            showsThePageToEverybody(service, "/public/sent", 409);
            showsThePageToEverybody(service, "/public/servlet/failing", 500);
        }
    }

    @Test
    void goWithAChallenge() {
        try (RunningService service = start(Views.class, "basic", "authenticated")) {
            HttpResponse<String> page = service.get("/admin", "Accept", BROWSER);
            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.body()).isEqualTo("<p>Own 401</p>");
            assertThat(page.headers().firstValue("WWW-Authenticate")).isPresent();
            ErrorFormatHttpTests.problem(service.get("/admin", "Accept", "application/json"), 401);
        }
    }

    /** A visitor who has to log in first is still sent there, and comes back to where he was going. */
    @Test
    void leaveTheLogInToWhatIsProtected() {
        try (RunningService service = start(Views.class, "form", "authenticated")) {
            HttpResponse<String> redirect = service.get("/admin", "Accept", BROWSER);
            assertThat(redirect.statusCode()).isEqualTo(302);
            assertThat(redirect.headers().firstValue("Location"))
                    .hasValueSatisfying(target -> assertThat(target).contains("/login"));
            assertThat(service.get("/error", "Accept", BROWSER).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void goWithWhatTheFirewallRejects() {
        try (RunningService service = start(Views.class, "form", "authenticated")) {
            String answer = service.sendRaw("STRANGE /public/empty HTTP/1.1\r\nHost: localhost\r\nAccept: " + BROWSER
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 400").contains("<p>Own 400</p>");
        }
    }

    @Test
    void giveWayToTheProblemWhereAFilterOfTheApplicationDeniesTheDispatch() {
        try (RunningService service = start(WithFilter.class, "basic", "authenticated")) {
            for (String[] headers : new String[][] {{"Accept", BROWSER}, {"Accept", BROWSER, "Authorization", ANN}}) {
                HttpResponse<String> response = service.get("/public/empty", headers);
                assertThat(ErrorFormatHttpTests.problem(response, 404)).containsEntry("error_code", "not_found");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Secured {

        @Bean
        SecurityFilterChain chain(
                HttpSecurity http, @Value("${test.login}") String login, @Value("${test.others}") String others) {
            return chain(http, login, others.equals("denied")).build();
        }

        static HttpSecurity chain(HttpSecurity http, String login, boolean denied) {
            http.authorizeHttpRequests(requests -> {
                        requests.requestMatchers("/public/**").permitAll();
                        requests.requestMatchers("/user/**").authenticated();
                        requests.requestMatchers("/admin").hasRole("ADMIN");
                        if (denied) {
                            requests.anyRequest().denyAll();
                        } else {
                            requests.anyRequest().authenticated();
                        }
                    })
                    .httpBasic(Customizer.withDefaults());
            return login.equals("form") ? http.formLogin(Customizer.withDefaults()) : http;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Views.class, FilterOfWars.class})
    static class WithErrorPageFilter {}

    @Configuration(proxyBeanMethods = false)
    static class FilterOfWars {

        @Bean
        ErrorPageFilter errorPageFilter() {
            return new ErrorPageFilter();
        }

        @Bean
        FilterRegistrationBean<ErrorPageFilter> errorPageFilterRegistration(ErrorPageFilter errorPageFilter) {
            FilterRegistrationBean<ErrorPageFilter> registration = new FilterRegistrationBean<>(errorPageFilter);
            registration.setOrder(errorPageFilter.getOrder());
            registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
            return registration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Endpoints {

        @Bean
        ServletRegistrationBean<HttpServlet> failingServlet() {
            return new ServletRegistrationBean<>(new OwnErrorPageHttpTests.FailingServlet(), "/public/servlet/*");
        }

        @Bean
        Failures failures() {
            return new Failures();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Secured.class, Pages.class})
    static class Views {}

    @Configuration(proxyBeanMethods = false)
    static class Pages {

        @Bean
        ErrorViewResolver ownPages() {
            return (request, status, model) -> new ModelAndView(page(status.value()));
        }

        private static View page(int status) {
            return (model, request, response) -> {
                response.setContentType("text/html");
                response.getWriter().write("<p>Own " + status + "</p>");
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Secured.class)
    static class WithController {

        @Bean
        OwnErrors ownErrors() {
            return new OwnErrors();
        }

        @Bean
        ErrorPageMatcher everyErrorOfABrowser() {
            return (request, status) ->
                    String.valueOf(request.getHeader("Accept")).contains("html");
        }
    }

    /** A chain with a filter of its own that lets nobody to the error path. */
    @Configuration(proxyBeanMethods = false)
    @Import({Endpoints.class, Pages.class})
    static class WithFilter {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return Secured.chain(http, "basic", false)
                    .addFilterBefore(
                            (request, response, chain) -> {
                                if (((HttpServletRequest) request)
                                        .getRequestURI()
                                        .equals("/error")) {
                                    throw new AccessDeniedException("No.");
                                }
                                chain.doFilter(request, response);
                            },
                            AuthorizationFilter.class)
                    .build();
        }
    }

    @Controller
    static class OwnErrors implements ErrorController {

        @RequestMapping("/error")
        @ResponseBody
        ResponseEntity<String> error(HttpServletRequest request) {
            int status = (int) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            return String.valueOf(request.getHeader("Accept")).contains("html")
                    ? ResponseEntity.status(status)
                            .header("Content-Type", "text/html")
                            .body("<p>Own " + status + "</p>")
                    : ResponseEntity.status(status)
                            .header("Content-Type", "application/problem+json")
                            .body("{\"status\":" + status + "}");
        }
    }

    @RestController
    static class Failures {

        @GetMapping({"/public/empty", "/user/empty"})
        ResponseEntity<Void> empty() {
            return ResponseEntity.notFound().build();
        }

        @GetMapping("/public/later")
        Callable<ResponseEntity<Void>> later() {
            return () -> ResponseEntity.notFound().build();
        }

        @GetMapping("/public/thrown")
        String thrown() {
            throw new IllegalStateException("secret");
        }

        @GetMapping("/public/thrown-later")
        Callable<String> thrownLater() {
            return () -> {
                throw new IllegalStateException("secret");
            };
        }

        @GetMapping("/public/forwarding")
        void forwarding(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 418);
            request.getRequestDispatcher("/error").forward(request, response);
        }

        @GetMapping("/public/sent")
        void sent(HttpServletResponse response) throws IOException {
            response.sendError(409);
        }

        @GetMapping("/admin")
        String admin() {
            return "admin";
        }
    }
}
