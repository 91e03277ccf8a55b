package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.limits.RawConnection.Answer;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The application handles every exception itself, and a filter in front of all others reads the parameters. */
class HostileSurroundingsHttpTests {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Surroundings.class,
                "gatehouse.request-limits.max-body-size=1000B",
                "gatehouse.request-limits.bodies[0].paths=/bytes",
                "gatehouse.request-limits.bodies[0].max-size=4MB",
                "spring.servlet.multipart.max-file-size=2KB",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/json, application/json",
        "/text, text/plain",
        "/bytes, application/octet-stream",
        "/form, application/x-www-form-urlencoded",
        "/multipart, multipart/form-data; boundary=b",
        "/stream, text/plain",
        "/reader, text/plain",
        "/callable, text/plain",
        "/optimist, text/plain",
        "/pessimist, text/plain",
    })
    void refusesWhateverTheApplicationMakesOfIt(String path, String type) throws IOException {
        int limit = path.equals("/bytes") ? 4 * 1024 * 1024 : 1000;
        BodyLimitHttpTests.checkRefused(inChunks(path, type, BodyLimitHttpTests.body(type, limit + 1)));
    }

    @ParameterizedTest
    @CsvSource({"/parameters", "/form", "/stream", "/nowhere"})
    void refusesAFormThatAnOuterFilterReadBeforeTheLimitsStood(String path) throws IOException {
        String form = "application/x-www-form-urlencoded";
        Answer beyondAll = inChunks(path + "?outer", form, BodyLimitHttpTests.body(form, 4 * 1024 * 1024 + 1));
        assertThat(beyondAll.status()).isEqualTo(413);
        assertThat(beyondAll.headers()).containsEntry("content-type", "application/problem+json");
    }

    @Test
    void reportsNoFailureOfTheService() throws IOException {
        try (CapturedLog log = CapturedLog.of("dev.gatehouse.error.UncaughtExceptions")) {
            inChunks("/stream", "text/plain", "x".repeat(5000));
            inChunks("/form", "application/x-www-form-urlencoded", "value=" + "x".repeat(5000));
            assertThat(log.events()).isEmpty();
        }
    }

    private static Answer inChunks(String path, String type, String body) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            return connection
                    .send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .sendChunks(body, 64 * 1024)
                    .answer();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({ReadingService.class, CatchAll.class})
    static class Surroundings {

        @Bean
        FilterRegistrationBean<Filter> outer() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                if ("outer".equals(((jakarta.servlet.http.HttpServletRequest) request).getQueryString())) {
                    request.getParameterMap();
                }
                chain.doFilter(request, response);
            });
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }

    @RestControllerAdvice
    static class CatchAll {

        @ExceptionHandler(Exception.class)
        ResponseEntity<Map<String, String>> any() {
            return ResponseEntity.ok(Map.of("all", "well"));
        }
    }
}
