package dev.gatehouse.autoconfigure.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An asynchronous request comes through Tomcat's valves more than once. */
class EncodedHeadHttpTests {

    @RestController
    static class Later {

        @GetMapping("/dispatched")
        void dispatched(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-First", "first");
            response.getOutputStream().write('a');
            request.startAsync().dispatch("/target");
        }

        @GetMapping("/target")
        void target(HttpServletResponse response) throws IOException {
            response.setHeader("X-Second", "second and longer than the first");
            response.getOutputStream().write('b');
        }

        @GetMapping("/fails")
        void fails(HttpServletRequest request, HttpServletResponse response) {
            AsyncContext later = request.startAsync(request, response);
            new Thread(() -> {
                        try {
                            ((HttpServletResponse) later.getResponse()).sendError(404);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } finally {
                            later.complete();
                        }
                    })
                    .start();
        }
    }

    @Test
    void keepsTheHeadersFromBeforeADispatch() {
        try (RunningService service = RunningService.start(Later.class)) {
            HttpResponse<String> response = service.get("/dispatched");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("X-First")).containsExactly("first");
            assertThat(response.headers().allValues("X-Second")).containsExactly("second and longer than the first");
            checkSecurityHeaders(response);
        }
    }

    @Test
    void keepsTheHeadersFromBeforeAnErrorPageOfTheApplication() {
        try (RunningService service = RunningService.start(Later.class, "gatehouse.errors.enabled=false")) {
            HttpResponse<String> response = service.get("/fails", "X-Request-ID", "mine");
            assertThat(response.statusCode()).isEqualTo(404);
            checkSecurityHeaders(response);
        }
    }

    private static void checkSecurityHeaders(HttpResponse<String> response) {
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(response.headers().allValues("X-Request-ID")).hasSize(1);
        assertThat(response.headers().map().keySet())
                .allMatch(name -> name.matches("[a-zA-Z-]+"), "a name")
                .containsAll(List.of("content-security-policy", "ratelimit", "ratelimit-policy"));
    }
}
