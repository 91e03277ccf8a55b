package dev.gatehouse.autoconfigure.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the span of a request says of its failure. */
class ObservedErrorHttpTests {

    private static final String[] SECRETS = {"IN-MESSAGE", "IN-URL-PASSWORD", "IN-CAUSE"};

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = startWith("gatehouse.tracing.masking.enabled=true");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static RunningService startWith(String property) {
        return RunningService.startTraced(
                Traced.class,
                "gatehouse.rate-limit.enabled=false",
                "management.tracing.sampling.probability=1.0",
                "management.opentelemetry.tracing.export.schedule-delay=50ms",
                property);
    }

    private static SpanData spanOf(RunningService service, String path, int status) throws InterruptedException {
        assertThat(service.get(path).statusCode()).isEqualTo(status);
        SpanData span = service.context().getBean(Collector.class).spans.poll(20, TimeUnit.SECONDS);
        assertThat(span).isNotNull();
        assertThat(span.getName()).isEqualTo("http get " + path);
        return span;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fail", "/fail-later"})
    void theSpanOfAnUncaughtExceptionIsAnErrorSpanWithoutItsSecrets(String path) throws Exception {
        SpanData span = spanOf(service, path, 500);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getName()).isEqualTo("exception"));
        assertThat(textOf(span)).contains("IllegalStateException").doesNotContain(SECRETS);
    }

    @Test
    void theSpanKeepsTheTextOfTheExceptionWhereNothingIsMasked() throws Exception {
        try (RunningService unmasked = startWith("gatehouse.tracing.masking.enabled=false")) {
            assertThat(textOf(spanOf(unmasked, "/fail", 500))).contains(SECRETS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 409})
    void theSpanOfAnyOtherAnswerIsNone(int status) throws Exception {
        SpanData span = spanOf(service, "/answer-" + status, status);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getEvents()).isEmpty();
    }

    private static String textOf(SpanData span) {
        return span.getStatus() + " " + span.getAttributes() + " " + span.getEvents();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Failing.class)
    static class Traced {

        @Bean
        Collector collector() {
            return new Collector();
        }
    }

    /** Gets what leaves the service. */
    static final class Collector implements SpanExporter {

        private final BlockingQueue<SpanData> spans = new LinkedBlockingQueue<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> finished) {
            spans.addAll(finished);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @RestController
    static class Failing {

        @GetMapping("/fail")
        String fail() {
            throw new IllegalStateException(
                    "password=IN-MESSAGE at https://app:IN-URL-PASSWORD@db/x",
                    new IllegalArgumentException("{\"apiKey\":\"IN-CAUSE\"}"));
        }

        @GetMapping("/fail-later")
        Callable<String> failLater() {
            return this::fail;
        }

        @GetMapping("/answer-200")
        String answer() {
            return "fine";
        }

        @GetMapping("/answer-409")
        String refuse() {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
    }
}
