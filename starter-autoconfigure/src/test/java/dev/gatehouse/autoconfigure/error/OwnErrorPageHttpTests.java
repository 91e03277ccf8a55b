package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.error.RejectionListener;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** The error pages that an application has for browsers, wherever in the application the error comes from. */
class OwnErrorPageHttpTests {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String ANN =
            "Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
    private static final List<String> PROBLEMS = new CopyOnWriteArrayList<>();

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.startSecured(
                PagedService.class,
                "management.server.port=0",
                "gatehouse.rate-limit.enabled=false",
                "spring.security.user.name=ann",
                "spring.security.user.password=secret",
                "spring.security.user.roles=USER");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        PROBLEMS.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing-here, 404",
        "/thrown, 500",
        "/admin, 403",
        "/empty, 404",
        "/servlet/failing, 500",
        "/filtered, 503",
    })
    void showsItsPageToABrowserAndTheProblemToOthers(String path, int status) {
        HttpResponse<String> page = service.get(path, "Accept", BROWSER, "Authorization", ANN);
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).isEqualTo("<p>Own " + status + "</p>");
        assertThat(page.headers().firstValue("X-Request-ID")).isPresent();

        HttpResponse<String> problem = service.get(path, "Accept", "application/json", "Authorization", ANN);
        ErrorFormatHttpTests.problem(problem, status);
    }

    @Test
    void keepsTheHeadersOfTheProblemAndTellsItsListeners() {
        HttpResponse<String> page = service.get("/filtered", "Accept", BROWSER, "Authorization", ANN);
        assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(PROBLEMS).containsExactly("unavailable");
    }

    @Test
    void answersWithTheProblemWhereThereIsNoPageForTheStatus() {
        ErrorFormatHttpTests.problem(service.get("/gone", "Accept", BROWSER, "Authorization", ANN), 410);
    }

    @Test
    void answersWithTheProblemWhereThePageItselfFails() {
        HttpResponse<String> response = service.get("/teapot", "Accept", BROWSER, "Authorization", ANN);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"internal_error\"");
    }

    /** A page would read the body first, of which the client may never send the rest. */
    @Test
    void answersAnUploadWithTheProblemAtOnce() {
        String answer = service.sendRaw("POST /admin HTTP/1.1\r\nHost: localhost\r\nAccept: " + BROWSER
                + "\r\nAuthorization: " + ANN + "\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                + "Content-Length: 100000\r\nConnection: close\r\n\r\n--b\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403").contains("application/problem+json", "\"forbidden\"");
    }

    /** Its error path belongs to Actuator. */
    @Test
    void answersOnAManagementPortWithTheProblem() {
        String answer =
                service.sendRawToManagement("GET /actuator/health/nothing HTTP/1.1\r\nHost: localhost\r\nAccept: "
                        + BROWSER + "\r\nAuthorization: " + ANN + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains("application/problem+json");
    }

    @Configuration(proxyBeanMethods = false)
    static class PagedService {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/admin")
                            .hasRole("ADMIN")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    // It looks for its token in the body.
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }

        @Bean
        ErrorViewResolver ownPages() {
            return (request, status, model) -> status == HttpStatus.GONE ? null : new ModelAndView(page(status));
        }

        private static View page(HttpStatus status) {
            return (Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) -> {
                if (status == HttpStatus.I_AM_A_TEAPOT) {
                    throw new IllegalStateException("No page can be made of this.");
                }
                response.setContentType("text/html");
                response.getWriter().write("<p>Own " + status.value() + "</p>");
            };
        }

        @Bean
        RejectionListener listener() {
            return (request, problem) -> PROBLEMS.add(problem.code().code());
        }

        @Bean
        ServletRegistrationBean<HttpServlet> failingServlet() {
            return new ServletRegistrationBean<>(new FailingServlet(), "/servlet/*");
        }

        @Bean
        FilterRegistrationBean<Filter> raisingFilter() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                throw ProblemException.unavailable("Closed.", Duration.ofSeconds(5));
            });
            registration.addUrlPatterns("/filtered");
            return registration;
        }

        @Bean
        Pages pages() {
            return new Pages();
        }
    }

    static class FailingServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("secret");
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/thrown")
        String thrown() {
            throw new IllegalStateException("secret");
        }

        @GetMapping("/admin")
        String admin() {
            return "admin";
        }

        @GetMapping("/empty")
        ResponseEntity<Void> empty() {
            return ResponseEntity.notFound().build();
        }

        @GetMapping("/gone")
        ResponseEntity<Void> gone() {
            return ResponseEntity.status(410).build();
        }

        @GetMapping("/teapot")
        ResponseEntity<Void> teapot() {
            return ResponseEntity.status(418).build();
        }
    }
}
