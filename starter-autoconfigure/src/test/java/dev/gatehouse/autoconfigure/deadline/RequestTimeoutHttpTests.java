package dev.gatehouse.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.deadline.Deadline;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.error.UncaughtExceptions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** A service whose requests may take 250 ms and that asks another one, which never answers. */
@Tag("alone")
class RequestTimeoutHttpTests {

    private static final CountDownLatch END = new CountDownLatch(1);
    private static final Semaphore ASKED = new Semaphore(0);
    private static HttpServer silent;
    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        silent.createContext("/", exchange -> {
            try {
                END.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        silent.createContext("/slow", exchange -> {
            ASKED.release();
            await(Duration.ofMillis(1600));
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("late".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        silent.createContext("/halting", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("la".getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
            await(Duration.ofMinutes(1));
            exchange.close();
        });
        silent.setExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        });
        silent.start();
        service = start("spring.http.clients.imperative.factory=jdk");
    }

    private static void await(Duration atMost) {
        try {
            END.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterAll
    static void stop() {
        service.close();
        END.countDown();
        silent.stop(0);
    }

    private static RunningService start(String... more) {
        String[] properties = new String[more.length + 3];
        properties[0] = "gatehouse.request-limits.timeout=250ms";
        properties[1] = "gatehouse.request-limits.timeout-debugging=true";
        properties[2] = "test.silent=http://127.0.0.1:" + silent.getAddress().getPort() + "/";
        System.arraycopy(more, 0, properties, 3, more.length);
        return RunningService.start(Application.class, properties);
    }

    @Test
    void endsTheCallOfAnotherServiceWithTheDeadline() {
        endsTheCallWithTheDeadline(service);
    }

    @Test
    void endsTheCallByHttpComponentsWithTheDeadline() {
        try (RunningService other = start("spring.http.clients.imperative.factory=http-components")) {
            endsTheCallWithTheDeadline(other);
        }
    }

    private static void endsTheCallWithTheDeadline(RunningService caller) {
        for (String path : new String[] {"/rest-client", "/rest-template"}) {
            long start = System.nanoTime();
            HttpResponse<String> response = caller.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(503);
            assertThat(response.body()).contains("deadline_exceeded");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(caller.get("/ok").body()).isEqualTo("ok");
        }
    }

    @Test
    void endsTheWaitOfWebClientWithTheDeadline() {
        assertThat(service.get("/web-client").statusCode()).isEqualTo(503);
    }

    @Test
    void endsTheReadingOfABodyByHttpComponentsWithTheDeadline() {
        try (RunningService other = start("spring.http.clients.imperative.factory=http-components")) {
            long start = System.nanoTime();
            HttpResponse<String> response = other.get("/halting");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rest-client", "web-client"})
    void leavesACallAloneWhoseRequestIsAnsweredBeforeItEnds(String client) {
        ASKED.drainPermits();
        try (RunningService other = start(
                "spring.http.clients.imperative.factory=http-components", "gatehouse.request-limits.timeout=1s")) {
            assertThat(other.get("/outlived?client=" + client).body()).isEqualTo("answered");
            Endpoints endpoints = other.context().getBean(Endpoints.class);
            assertThat(endpoints.outliving.join()).isEqualTo("late");
        }
    }

    @Test
    void sendsNothingByHttpComponentsOnceTheDeadlineHasPassed() {
        RestClient client = RestClient.builder()
                .requestFactory(DeadlineExecution.addTo(ClientHttpRequestFactoryBuilder.httpComponents())
                        .build())
                .build();
        String url = "http://127.0.0.1:" + silent.getAddress().getPort() + "/slow";
        Deadline passed = Deadline.after(Duration.ofMillis(-1));
        assertThatThrownBy(
                        () -> passed.run(() -> client.get().uri(url).retrieve().toBodilessEntity()))
                .hasCauseInstanceOf(InterruptedIOException.class);
    }

    @Test
    void startsNoCallOnceTheDeadlineHasPassed() {
        try (RunningService service = start("gatehouse.request-limits.timeout=1h")) {
            assertThat(service.get("/too-late").body()).isEqualTo("503 503 503");
        }
    }

    @Test
    void leavesCallsAloneIfAskedTo() {
        try (RunningService service = start("gatehouse.request-limits.timeout-clients=false")) {
            assertThat(service.context().getBeansOfType(WebClient.Builder.class))
                    .isNotEmpty();
            assertThat(service.context().containsBean("gatehouseDeadlineRestClientCustomizer"))
                    .isFalse();
            assertThat(service.context().containsBean("gatehouseDeadlineWebClientCustomizer"))
                    .isFalse();
        }
    }

    @Test
    void answersForAControllerThatFailedByTheInterrupt() {
        try (CapturedLog log = CapturedLog.of(UncaughtExceptions.class.getName())) {
            HttpResponse<String> response = service.get("/sleeping");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(response.body()).contains("deadline_exceeded");
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void letsAControllerGiveAnAnswerOfItsOwnToTheInterrupt() {
        HttpResponse<String> response = service.get("/caught");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("handled by the service");
    }

    @ParameterizedTest
    @CsvSource({"/busy-text, 200", "/busy-json, 200", "/busy-large, 200", "/busy-no-content, 204", "/busy-redirect, 302"
    })
    void leavesTheAnswerOfAControllerThatDidNotNoticeTheInterrupt(String path, int status) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("error_code");
        assertThat(service.get("/ok").body()).isEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/advised-text", "/advised-json", "/busy-nothing"})
    void answersForAControllerWhoseFailureTheServiceTurnedIntoAnAnswer(String path) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.body()).contains("deadline_exceeded").doesNotContain("of the service");
        assertThat(service.get("/ok").body()).isEqualTo("ok");
    }

    @Test
    void leavesAsynchronousAnswersToTheirOwnTimeout() {
        assertThat(service.get("/callable").body()).isEqualTo("not limited");
    }

    @Test
    void readsOffAsYamlWritesIt() {
        try (RunningService service = RunningService.start(
                Application.class, "test.silent=", "spring.config.location=classpath:/request-limits-off.yml")) {
            assertThat(service.get("/deadline").body()).isEqualTo("none");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Endpoints.class, Advice.class})
    static class Application {}

    @RestControllerAdvice
    static class Advice {

        @ExceptionHandler
        ResponseEntity<Object> advise(InterruptedException failure, HttpServletRequest request)
                throws InterruptedException {
            return switch (request.getRequestURI()) {
                case "/advised-text" -> ResponseEntity.status(500).body("of the service");
                case "/advised-json" -> ResponseEntity.status(500).body(Map.of("state", "of the service"));
                default -> throw failure;
            };
        }
    }

    @RestController
    static class Endpoints {

        private final RestClient restClient;
        private final RestTemplateBuilder templates;
        private final WebClient webClient;
        private final String url;
        private volatile CompletableFuture<String> outliving = new CompletableFuture<>();

        Endpoints(
                RestClient.Builder restClient,
                RestTemplateBuilder templates,
                WebClient.Builder webClient,
                Environment environment) {
            this.restClient = restClient.build();
            this.templates = templates;
            this.webClient = webClient.build();
            this.url = environment.getRequiredProperty("test.silent");
        }

        @GetMapping("/ok")
        String ok() {
            return "ok";
        }

        @GetMapping("/deadline")
        String deadline() {
            return Deadline.current() == null ? "none" : "set";
        }

        @GetMapping("/rest-client")
        String restClient() {
            return String.valueOf(restClient.get().uri(url).retrieve().body(String.class));
        }

        @GetMapping("/rest-template")
        String restTemplate() {
            return String.valueOf(templates.build().getForObject(url, String.class));
        }

        @GetMapping("/web-client")
        String webClient() {
            return String.valueOf(
                    webClient.get().uri(url).retrieve().bodyToMono(String.class).block());
        }

        @GetMapping("/halting")
        String halting() {
            return String.valueOf(
                    restClient.get().uri(url + "halting").retrieve().body(String.class));
        }

        @GetMapping("/outlived")
        String outlived(@RequestParam String client) throws InterruptedException {
            Executor other = Deadline.wrap((Executor) task -> new Thread(task, "outliving").start());
            outliving = CompletableFuture.supplyAsync(
                    () -> client.equals("web-client")
                            ? webClient
                                    .get()
                                    .uri(url + "slow")
                                    .retrieve()
                                    .bodyToMono(String.class)
                                    .block()
                            : restClient.post().uri(url + "slow").retrieve().body(String.class),
                    other);
            ASKED.acquire();
            return "answered";
        }

        @GetMapping("/too-late")
        String tooLate() throws Exception {
            return Deadline.after(Duration.ofMillis(-1))
                    .call(() -> status(this::restClient) + " " + status(this::restTemplate) + " "
                            + status(this::webClient));
        }

        private static int status(Runnable call) {
            try {
                call.run();
                return 200;
            } catch (ProblemException e) {
                return e.problem().status();
            }
        }

        @GetMapping("/sleeping")
        String sleeping() throws InterruptedException {
            Thread.sleep(60_000);
            return "too late";
        }

        @GetMapping("/caught")
        String caught() {
            try {
                return sleeping();
            } catch (InterruptedException e) {
                return "handled by the service";
            }
        }

        /** As JDBC and computations do. */
        private static void workOn() {
            long latest = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!Thread.currentThread().isInterrupted() && System.nanoTime() - latest < 0) {
                Thread.onSpinWait();
            }
        }

        @GetMapping("/busy-text")
        String busyText() {
            workOn();
            return "done";
        }

        @GetMapping("/busy-json")
        Map<String, String> busyJson() {
            workOn();
            return Map.of("state", "done");
        }

        @GetMapping("/busy-large")
        List<String> busyLarge() {
            workOn();
            return Collections.nCopies(3000, "element");
        }

        @GetMapping("/busy-no-content")
        ResponseEntity<Void> busyNoContent() {
            workOn();
            return ResponseEntity.noContent().build();
        }

        @GetMapping("/busy-redirect")
        ResponseEntity<Void> busyRedirect() {
            workOn();
            return ResponseEntity.status(302).location(URI.create("/ok")).build();
        }

        @GetMapping("/busy-nothing")
        void busyNothing() {
            workOn();
        }

        @GetMapping("/advised-text")
        String advisedText() throws InterruptedException {
            return sleeping();
        }

        @GetMapping("/advised-json")
        String advisedJson() throws InterruptedException {
            return sleeping();
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> {
                Thread.sleep(400);
                Deadline deadline = Deadline.current();
                return deadline == null || !deadline.isBinding() ? "not limited" : "limited";
            };
        }
    }
}
