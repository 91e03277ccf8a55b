package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** A page that includes what is refused or fails. */
class IncludedFailureHttpTests {

    private static final List<String> REFUSALS = new CopyOnWriteArrayList<>();

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(Application.class, "gatehouse.request-limits.max-body-size=1KB");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        REFUSALS.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page-of-writer", "/page-of-stream"})
    void aPageStandsWithoutTheResourceThatIsRefused(String page) {
        HttpResponse<String> answer = service.get(page + "?of=/missing", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<h1>page</h1>");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(REFUSALS).containsExactly("not_found");
    }

    @Test
    void whatFailsInAnIncludedResourceFailsThePage() {
        HttpResponse<String> answer = service.get("/page-of-writer?of=/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("internal_error").doesNotContain("<h1>");
        assertThat(REFUSALS).containsExactly("internal_error");
    }

    @Test
    void aBodyThatIsTooLargeForAnIncludedResourceIsTooLargeForThePage() {
        byte[] large = new byte[100_000];
        HttpResponse<String> answer = service.send(
                "/page-of-writer?of=/reads",
                request -> request.header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("content_too_large").doesNotContain("<h1>");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Endpoints.class)
    static class Application {

        @Bean
        RejectionListener refusals() {
            return (HttpServletRequest request, Problem problem) ->
                    REFUSALS.add(problem.code().code());
        }

        @Bean
        ErrorViewResolver errorPages() {
            View page = (model, request, response) -> response.getWriter().write("error page");
            return (request, status, model) -> status == HttpStatus.NOT_FOUND ? new ModelAndView(page) : null;
        }
    }

    @RestController
    static class Endpoints {

        @RequestMapping("/page-of-writer")
        void writer(@RequestParam String of, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            response.setContentType("text/html");
            PrintWriter page = response.getWriter();
            request.getRequestDispatcher(of).include(request, response);
            page.write("<h1>page</h1>");
        }

        @GetMapping("/page-of-stream")
        void stream(@RequestParam String of, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            response.setContentType("text/html");
            ServletOutputStream page = response.getOutputStream();
            request.getRequestDispatcher(of).include(request, response);
            page.print("<h1>page</h1>");
        }

        @PostMapping("/reads")
        String reads(@RequestBody byte[] body) {
            return "read " + body.length;
        }

        @GetMapping("/missing")
        void missing() {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }

        @GetMapping("/broken")
        void broken() {
            throw new IllegalStateException("broken");
        }
    }
}
