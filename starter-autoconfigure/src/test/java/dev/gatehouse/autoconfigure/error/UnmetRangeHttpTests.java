package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A range beyond the end is no exception of the service. */
class UnmetRangeHttpTests {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNoFailureForTheHandlersOfTheService(boolean jetty) {
        String[] properties = {"gatehouse.rate-limit.enabled=false"};
        try (RunningService service = jetty
                ? RunningService.startOnJetty(Catching.class, properties)
                : RunningService.start(Catching.class, properties)) {
            for (String path : new String[] {"/ten", "/ten-with-headers", "/ten-later"}) {
                HttpResponse<String> response = service.get(path, "Range", "bytes=10-");
                assertThat(response.statusCode()).as(path).isEqualTo(416);
                assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes */10");
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(response.headers().firstValue("ETag")).isEmpty();
                assertThat(response.body()).contains("\"error_code\":\"range_not_satisfiable\"");
            }
            assertThat(service.get("/ten", "Range", "bytes=8-").body()).isEqualTo("89");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Resources.class, CatchAll.class})
    static class Catching {}

    @RestController
    static class Resources {

        @GetMapping("/ten")
        Resource ten() {
            return new ByteArrayResource("0123456789".getBytes(StandardCharsets.US_ASCII));
        }

        @GetMapping("/ten-with-headers")
        ResponseEntity<Resource> tenWithHeaders() {
            return ResponseEntity.ok().eTag("\"ten\"").body(ten());
        }

        @GetMapping("/ten-later")
        Callable<Resource> tenLater() {
            return this::ten;
        }
    }

    @RestControllerAdvice
    static class CatchAll {

        @ExceptionHandler(Exception.class)
        ResponseEntity<String> failed(Exception exception) {
            return ResponseEntity.internalServerError().body("own 500 " + exception);
        }
    }
}
