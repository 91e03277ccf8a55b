package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.ProblemBody;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A service whose clients know errors of another form. */
class OwnProblemBodyHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(OwnBody.class, "gatehouse.rate-limit.default-limit=1000/minute");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void answersErrorsOfTheApplicationAndRefusalsInIt() {
        assertOwn(service.get("/nothing-here"), "404|not_found");
        assertOwn(service.get("/uncaught"), "500|internal_error");
        assertOwn(service.get("/?" + "a=1&".repeat(200)), "400|invalid_query");
    }

    @Test
    void tellsTheClientEvenIfItFails() {
        HttpResponse<String> response = service.get("/problem");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"validation_failed\"");
    }

    private static void assertOwn(HttpResponse<String> response, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode() + "").isEqualTo(body.substring(0, 3));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
        assertThat(response.headers().firstValue("X-Request-ID")).isPresent();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(FailingService.class)
    static class OwnBody {

        @Bean
        ProblemBody lines() {
            return new ProblemBody() {

                @Override
                public String contentType() {
                    return "text/plain;charset=UTF-8";
                }

                @Override
                public byte[] render(Problem problem, HttpServletRequest request) {
                    if (!problem.details().isEmpty()) {
                        throw new IllegalStateException("knows nothing of details");
                    }
                    return (problem.status() + "|" + problem.code().code()).getBytes(StandardCharsets.UTF_8);
                }
            };
        }
    }
}
