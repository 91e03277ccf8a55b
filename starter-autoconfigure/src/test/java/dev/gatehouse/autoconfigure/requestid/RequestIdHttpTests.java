package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdHttpTests {

    private static final String HEADER = "X-Request-ID";
    private static final String ACCESS = "dev.gatehouse.access";

    private static final AtomicInteger TESTS = new AtomicInteger();

    private static RunningService service;

    private final String mine = "mine-" + TESTS.incrementAndGet();

    @BeforeAll
    static void startService() {
        service = RunningService.start(
                IdentifiedService.class, "spring.task.execution.mode=force", "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/here/x", "/async", "/threads", "/future", "/callable", "/streaming", "/reset"})
    void theHandlerSeesTheIdOnEachKindOfThread(String path) {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            HttpResponse<String> response = service.get(path, HEADER, mine);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(mine);
            assertThat(response.headers().allValues(HEADER)).containsExactly(mine);
            assertThat(onlyAccessLine(log).getMDCPropertyMap()).containsEntry("request_id", mine);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/send-error", "/failure", "/deferred", "/deferred-failure"})
    void theIdIsOnEachAnswerAndItsOneAccessLine(String path) {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            HttpResponse<String> response = service.get(path, HEADER, mine);
            assertThat(response.headers().allValues(HEADER)).containsExactly(mine);
            ILoggingEvent line = onlyAccessLine(log);
            assertThat(line.getMDCPropertyMap()).containsEntry("request_id", mine);
            assertThat(fields(line)).containsEntry("status", response.statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/failure", "/deferred-failure"})
    void anUncaughtExceptionIsLoggedOnceWithTheId(String path) {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            HttpResponse<String> response = service.get(path, HEADER, mine);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("\"request_id\":\"" + mine + "\"");
            assertThat(log.events().stream().filter(event -> event.getThrowableProxy() != null))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getMDCPropertyMap()).containsEntry("request_id", mine));
        }
    }

    @Test
    void anAnswerThatBreaksOffHasItsAccessLineToo() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            assertThatThrownBy(() -> service.get("/late-failure", HEADER, mine))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(onlyAccessLine(log).getMDCPropertyMap()).containsEntry("request_id", mine);
        }
    }

    @Test
    void callbacksOfAStreamOfEventsHaveTheId() {
        try (CapturedLog log = CapturedLog.of(IdentifiedService.class.getName())) {
            service.get("/events", HEADER, mine);
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(log.events())
                            .extracting(ILoggingEvent::getFormattedMessage)
                            .containsExactly("seen " + mine, "seen " + mine));
        }
    }

    @Test
    void aPoolOfTheServiceCarriesTheIdInsideOfItsOwnDecoratorAndForgetsIt() {
        assertThat(service.get("/pool", HEADER, mine).body()).isEqualTo(mine + " " + mine);
        assertThat(service.get("/pool-without-id", HEADER, "other").body()).isEqualTo("null null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(id)", "a b", "<script>", "${jndi:ldap://x}", "%0d%0aX-Evil:1"})
    void aHostileIdNeverReachesALogOrAnAnswer(String hostile) {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            HttpResponse<String> response = service.get("/failure", HEADER, hostile);
            assertNowhere(log, response.headers().map() + response.body(), hostile);
            assertThat(response.headers().firstValue(HEADER).orElseThrow()).matches("[0-9a-f]{32}");
        }
    }

    @Test
    void aLongIdAndASecondOneNeverReachALogOrAnAnswer() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            String longId = "l".repeat(200);
            HttpResponse<String> tooLong = service.get("/failure", HEADER, longId);
            assertNowhere(log, tooLong.headers().map() + tooLong.body(), longId);
            HttpResponse<String> twice = service.get("/failure", HEADER, "first-id", HEADER, "second-id");
            assertNowhere(log, twice.headers().map() + twice.body(), "first-id");
            assertNowhere(log, twice.headers().map() + twice.body(), "second-id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil\u0000id", "evil\r\n id", "evil\u007fid"})
    void bytesThatNoClientLibrarySendsNeverReachALogOrAnAnswer(String hostile) {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            String answer = service.sendRaw("GET /failure HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + HEADER
                    + ": " + hostile + "\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("evil").doesNotContain("X-Evil");
            assertThat(log.events()).noneMatch(event -> text(event).contains(hostile));
        }
    }

    @Test
    void aThousandRequestsAtOnceNeverShowAForeignId() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        String[] paths = {
            "/here/x", "/async", "/pool", "/threads", "/future", "/callable", "/streaming", "/deferred", "/failure"
        };
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + service.port() + paths[i % paths.length]))
                        .header(HEADER, "id-" + i)
                        .timeout(Duration.ofSeconds(60))
                        .build();
                answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
                if (i % 50 == 49) {
                    answers.forEach(CompletableFuture::join);
                }
            }
            for (int i = 0; i < 1000; i++) {
                HttpResponse<String> answer = answers.get(i).join();
                assertThat(answer.headers().allValues(HEADER)).containsExactly("id-" + i);
                if (answer.statusCode() == 200 && !answer.body().equals("later")) {
                    assertThat(answer.body()).isIn("id-" + i, "id-" + i + " id-" + i);
                }
            }
            // The line of an earlier test may still come in.
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> idsOfLines(log).count() >= 1000);
            Map<String, Long> lines =
                    idsOfLines(log).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(lines)
                    .hasSize(1000)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
            assertThat(log.events(IdentifiedService.class.getName()))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.getFormattedMessage())
                            .isEqualTo("seen " + event.getMDCPropertyMap().get("request_id")));
        }
    }

    private static Stream<String> idsOfLines(CapturedLog log) {
        return log.events(ACCESS).stream()
                .map(event -> event.getMDCPropertyMap().get("request_id"))
                .filter(id -> id.startsWith("id-"));
    }

    /** The client may have its answer before the container is done with the request. */
    private ILoggingEvent onlyAccessLine(CapturedLog log) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !myAccessLines(log).isEmpty());
        assertThat(myAccessLines(log)).hasSize(1);
        return myAccessLines(log).get(0);
    }

    private List<ILoggingEvent> myAccessLines(CapturedLog log) {
        return log.events(ACCESS).stream()
                .filter(event -> mine.equals(event.getMDCPropertyMap().get("request_id")))
                .toList();
    }

    private static void assertNowhere(CapturedLog log, String answer, String hostile) {
        assertThat(answer).doesNotContain(hostile);
        assertThat(log.events()).isNotEmpty().noneMatch(event -> text(event).contains(hostile));
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage()
                + event.getMDCPropertyMap()
                + event.getKeyValuePairs()
                + (event.getThrowableProxy() == null
                        ? ""
                        : event.getThrowableProxy().getMessage());
    }

    static Map<String, Object> fields(ILoggingEvent event) {
        return event.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }
}
