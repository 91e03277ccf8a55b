package dev.gatehouse.autoconfigure.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.drain.Drain;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The end of a real service, step by step. */
class DrainHttpTests {

    @Test
    void answersEverythingButReadinessWhileItDrainsAndRequestsInFlightAfterThat() throws Exception {
        App.reset();
        try (RunningService service =
                        RunningService.start(App.class, "gatehouse.drain.delay=9s", "management.server.port=0");
                CapturedLog log = CapturedLog.of("dev.gatehouse.autoconfigure.drain")) {
            int management = managementPort(service);
            assertThat(service.get("/ok").headers().firstValue("Connection")).isEmpty();
            CompletableFuture<HttpResponse<String>> inFlight =
                    CompletableFuture.supplyAsync(() -> service.get("/slow"));
            List<CompletableFuture<HttpResponse<String>>> endInTheDrain = Stream.of(
                            "/ends-in-drain", "/callable-ends-in-drain")
                    .map(path -> CompletableFuture.supplyAsync(() -> service.get(path)))
                    .toList();
            App.slowStarted.await();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(service::close);
            App.draining.await();

            CompletableFuture.allOf(endInTheDrain.toArray(CompletableFuture[]::new))
                    .get();
            HttpResponse<String> ready = service.get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.headers().allValues("Connection")).containsExactly("close");
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            for (String path : List.of("/ok", "/callable")) {
                HttpResponse<String> answer = service.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.headers().allValues("Connection")).containsExactly("close");
            }
            assertThat(get(management, "/actuator/health/readiness").statusCode())
                    .isEqualTo(503);
            assertThat(service.sendRaw("GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 200");

            App.drained.countDown();
            while (log.events().size() < 2) {
                Thread.onSpinWait();
            }
            App.slowMayEnd.countDown();
            assertThat(inFlight.get().statusCode()).isEqualTo(200);
            closed.get();
            assertThat(endInTheDrain).allSatisfy(answer -> {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                assertThat(answer.get().headers().allValues("Connection")).containsExactly("close");
            });
            assertThat(log.events())
                    .extracting(event -> event.getFormattedMessage())
                    .containsExactly(
                            "Stopping: not ready any more; requests are still answered for 9000 ms.",
                            "Drained: no new connections from now on; requests in flight have 30000 ms.",
                            "The server has stopped; pools are closed.");
        }
    }

    @Test
    void isNotReadyWhileItsContextIsStoppedUntilItIsStartedAgain() throws Exception {
        App.reset();
        try (RunningService service = RunningService.start(App.class, "gatehouse.drain.delay=9s")) {
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> service.context().stop());
            try {
                App.draining.await();
                assertReadiness(service, 503);
            } finally {
                App.drained.countDown();
            }
            stopped.get();
            service.context().start();
            assertReadiness(service, 200);
        }
    }

    @Test
    void isNotReadyWhileTheApplicationDrains() throws Exception {
        App.reset();
        App.drained.countDown();
        try (RunningService service = RunningService.start(App.class, "gatehouse.drain.delay=9s")) {
            Drain drain = service.context().getBean(Drain.class);
            drain.begin();
            assertReadiness(service, 503);
            assertThat(service.get("/ok").statusCode()).isEqualTo(200);
            drain.cancel();
            assertReadiness(service, 200);
        }
    }

    @Test
    void isNotReadyAtAllWhenTheApplicationDrainsFromTheStart() throws Exception {
        App.reset();
        App.drained.countDown();
        try (RunningService service = RunningService.start(DrainingApp.class, "gatehouse.drain.delay=9s")) {
            assertThat(service.get("/health/ready").statusCode()).isEqualTo(503);
        }
    }

    private static void assertReadiness(RunningService service, int status) {
        for (String path : List.of("/health/ready", "/actuator/health/readiness")) {
            assertThat(service.get(path).statusCode()).as(path).isEqualTo(status);
        }
    }

    /** Begins before the service is ready. */
    @Configuration(proxyBeanMethods = false)
    @Import(App.class)
    static class DrainingApp {

        @Bean
        Drain drain() {
            Drain drain = new Drain();
            drain.begin();
            return drain;
        }
    }

    private static int managementPort(RunningService service) {
        return Integer.parseInt(service.context().getEnvironment().getRequiredProperty("local.management.port"));
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Requests.class)
    static class App {

        static CountDownLatch draining;
        static CountDownLatch drained;
        static CountDownLatch slowStarted;
        static CountDownLatch slowMayEnd;

        static void reset() {
            draining = new CountDownLatch(1);
            drained = new CountDownLatch(1);
            slowStarted = new CountDownLatch(3);
            slowMayEnd = new CountDownLatch(1);
        }

        /** Waits for the test instead of the clock. */
        @Bean
        DrainOnClose drainOnClose(
                Drain drain,
                dev.gatehouse.drain.ShutdownTimes times,
                org.springframework.context.ApplicationContext context) {
            return new DrainOnClose(drain, times, context, millis -> {
                draining.countDown();
                drained.await();
            });
        }
    }

    @RestController
    static class Requests {

        @GetMapping("/ok")
        String ok() {
            return "ok";
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> "ok";
        }

        @GetMapping("/ends-in-drain")
        String endsInDrain() throws InterruptedException {
            App.slowStarted.countDown();
            App.draining.await();
            return "ok";
        }

        @GetMapping("/callable-ends-in-drain")
        Callable<String> callableEndsInDrain() {
            return this::endsInDrain;
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            App.slowStarted.countDown();
            App.slowMayEnd.await();
            return "ok";
        }
    }
}
