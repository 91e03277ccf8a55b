package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A controller may go asynchronous past Spring MVC, and fail after that: what it began ends with the answer. */
class FailedAsyncWorkHttpTests {

    @RestController
    static class Failing {

        @PostMapping("/read")
        void read(HttpServletRequest request) throws IOException {
            request.startAsync().setTimeout(0);
            request.getInputStream().readAllBytes();
        }

        @PostMapping("/fail")
        void fail(HttpServletRequest request) {
            request.startAsync().setTimeout(0);
            throw new IllegalStateException("expected");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithTheAnswer(boolean onJetty) {
        String[] properties = {"gatehouse.request-limits.max-body-size=1KB", "gatehouse.request-limits.max-concurrent=1"
        };
        try (RunningService service = onJetty
                ? RunningService.startOnJetty(Failing.class, properties)
                : RunningService.start(Failing.class, properties)) {
            checkAnswered(service, "/read", 413);
            checkAnswered(service, "/fail", 500);
            checkAnswered(service, "/read", 413);
        }
    }

    /** There is room for one, which the one before may leave only after it has its answer. */
    private static void checkAnswered(RunningService service, String path, int status) {
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(post(service, path).statusCode()).isEqualTo(status));
    }

    private static HttpResponse<String> post(RunningService service, String path) {
        int length = path.equals("/read") ? 1025 : 1;
        return service.send(
                path,
                request -> request.POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[length]))));
    }
}
