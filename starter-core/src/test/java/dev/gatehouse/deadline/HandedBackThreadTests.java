package dev.gatehouse.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.FilterServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a handler does when its time is over: the next request on the same connection and the same thread is answered
 * as if nothing had been. Ten thousand times in the profile "proof".
 */
class HandedBackThreadTests {

    private static final int ROUNDS = Boolean.getBoolean("dev.gatehouse.proof") ? 10_000 : 100;
    /** A client may open a connection before it has put back the one that it had. */
    private static final int MOST_CHANGES = 1 + ROUNDS / 100;

    private static final Duration TIMEOUT = Duration.ofMillis(4);
    private static final SlowHandlers HANDLERS = new SlowHandlers(8);

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("cases")
    void answersTheNextRequestNormally(String threads, String path, Set<Integer> statuses) throws Exception {
        PathTimeout ok =
                new PathTimeout(request -> request.getRequestURI().equals("/ok"), new Timeout(Duration.ofSeconds(20)));
        RequestTimeoutSettings settings = new RequestTimeoutSettings(
                new Timeout(TIMEOUT), List.of(ok), false, false, true, Duration.ofSeconds(10), Duration.ofSeconds(1));
        ExecutorService workers = workers(threads);
        try (FilterServer server =
                FilterServer.startOn(workers, HANDLERS::handle, RequestTimeoutFilterTests.chain(settings))) {
            String expected = server.get("/ok").body();
            assertThat(expected).startsWith("ok ");
            int changes = 0;
            for (int round = 0; round < ROUNDS; round++) {
                HttpResponse<String> slow = server.get(path);
                assertThat(slow.statusCode()).isIn(statuses);
                HttpResponse<String> next = server.get("/ok");
                assertThat(next.statusCode()).as("round %s", round).isEqualTo(200);
                assertThat(next.body()).as("round %s", round).startsWith("ok ");
                if (isKept(slow) && !next.body().equals(expected)) {
                    changes++;
                }
                expected = next.body();
            }
            assertThat(changes).as("new connections").isLessThanOrEqualTo(MOST_CHANGES);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Tomcat announces that it closes the connection after each 503, and does; any other has to stay. */
    private static boolean isKept(HttpResponse<String> response) {
        return !response.headers().firstValue("Connection").equals(Optional.of("close"));
    }

    /** What is exempt is so from its first byte on, which a busy machine may give it too late. */
    static Stream<Arguments> cases() {
        Stream<String> threads =
                Runtime.version().feature() < 21 ? Stream.of("platform") : Stream.of("platform", "virtual");
        return threads.flatMap(kind -> Stream.of(
                arguments(kind, "/sleeping", Set.of(503)),
                arguments(kind, "/restoring", Set.of(503)),
                arguments(kind, "/giving-up", Set.of(503)),
                arguments(kind, "/busy", Set.of(200)),
                arguments(kind, "/edge", Set.of(200)),
                arguments(kind, "/streaming", Set.of(200, 503)),
                arguments(kind, "/async", Set.of(200, 503)),
                arguments(kind, "/sse", Set.of(200, 503))));
    }

    /** One platform thread for all requests; virtual threads end with each, so there it is the connection that is kept. */
    private static ExecutorService workers(String threads) throws ReflectiveOperationException {
        return threads.equals("platform")
                ? Executors.newSingleThreadExecutor()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }
}
