package dev.gatehouse.autoconfigure.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RecordingServer;
import dev.gatehouse.autoconfigure.testing.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** What leaves a service that sends its spans to a collector. */
class TracingHttpTests {

    private static final RecordingServer COLLECTOR = new RecordingServer();
    private static final RecordingServer OTHER = new RecordingServer();
    private static RunningService service;

    /** Each at a place of its own; without the mask all of them are sent. */
    private static final String[] SECRETS = {
        "IN-QUERY",
        "IN-HEADER",
        "IN-COOKIE",
        "OUT-CODE",
        "OUT-PAGE",
        "IN-ATTRIBUTE",
        "IN-NAMED",
        "IN-EVENT",
        "IN-STATUS",
        "IN-LINK",
        "IN-MESSAGE",
        "IN-URL-PASSWORD",
        "IN-CAUSE"
    };

    @BeforeAll
    static void start() {
        service = start(COLLECTOR, true);
    }

    private static RunningService start(RecordingServer collector, boolean masking) {
        return RunningService.startTraced(
                Traced.class,
                "management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url("/v1/traces"),
                "management.tracing.sampling.probability=1.0",
                "management.opentelemetry.tracing.export.schedule-delay=50ms",
                "gatehouse.tracing.masking.enabled=" + masking,
                "test.other=" + OTHER.url(""));
    }

    @AfterAll
    static void stop() {
        service.close();
        COLLECTOR.close();
        OTHER.close();
    }

    @Test
    void spansNameTheRequestAndItsUser() {
        service.get("/call", "X-Request-ID", "span-1");
        assertThat(COLLECTOR.awaitBody("http get /call", "span-1")).contains("request_id", "user_id", "alice");
    }

    @Test
    void spansOfARefusedRequestNameItToo() {
        assertThat(service.get("/call?x=" + "a".repeat(5000), "X-Request-ID", "refused-1")
                        .statusCode())
                .isEqualTo(414);
        assertThat(COLLECTOR.awaitBody("refused-1")).contains("request_id");
    }

    @Test
    void spansOfCallsToOtherServicesNameTheRequest() {
        service.get("/call", "X-Request-ID", "client-1");
        COLLECTOR.awaitBody("http get /call", "client-1");
        assertThat(COLLECTOR.all().split("client-1", -1)).hasSizeGreaterThan(2);
    }

    @Test
    void noSecretLeavesTheService() {
        assertThat(exported(service, COLLECTOR))
                .doesNotContain(SECRETS)
                .contains("/other?code=***&page=***", "token=***", "password=***", "IllegalStateException");
    }

    @Test
    void withoutTheMaskAllOfThemLeaveIt() {
        try (RecordingServer collector = new RecordingServer();
                RunningService unmasked = start(collector, false)) {
            assertThat(exported(unmasked, collector)).contains(SECRETS);
        }
    }

    private static String exported(RunningService service, RecordingServer collector) {
        service.get("/call");
        service.get(
                "/everything?token=IN-QUERY",
                "Authorization",
                "Bearer IN-HEADER",
                "Cookie",
                "session=IN-COOKIE",
                "X-Request-ID",
                "everything-1");
        collector.awaitBody("http get /everything", "everything-1");
        return collector.all();
    }

    @Test
    void baggageOfAStrangerIsNotPassedOn() {
        service.get("/call", "X-Request-ID", "baggage-1", "baggage", "tenant=stranger");
        assertThat(OTHER.requests())
                .filteredOn(request -> "baggage-1".equals(request.headers().getFirst("X-Request-ID")))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.headers()).containsKey("traceparent").doesNotContainKey("baggage");
                });
    }

    @Test
    void aTraceThatCameInGoesOn() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        service.get("/call", "X-Request-ID", "trace-1", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(OTHER.requests())
                .filteredOn(request -> "trace-1".equals(request.headers().getFirst("X-Request-ID")))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.headers().getFirst("traceparent")).contains(trace));
    }

    @Test
    void logLinesHaveTraceAndRequest() {
        try (CapturedLog log = CapturedLog.of(Api.class.getName())) {
            service.get("/call", "X-Request-ID", "log-1");
            assertThat(log.events())
                    .extracting(ILoggingEvent::getMDCPropertyMap)
                    .anySatisfy(context -> assertThat(context)
                            .containsEntry("request_id", "log-1")
                            .containsKeys("traceId", "spanId"));
        }
    }

    @Test
    void readableLinesHaveTraceAndRequest() {
        assertThat(service.context().getEnvironment().getProperty("logging.pattern.correlation"))
                .contains("%X{request_id}")
                .endsWith("%correlationId");
    }

    @Test
    void metersHaveNoTagForThem() {
        service.get("/call", "X-Request-ID", "meter-1");
        COLLECTOR.awaitBody("http get /call", "meter-1");
        assertThat(service.context().getBean(MeterRegistry.class).getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .noneMatch(tag -> tag.getKey().equals(RequestObservations.REQUEST_ID)
                                || tag.getKey().equals(RequestObservations.USER_ID)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Traced {

        @Bean
        Api api(
                RestClient.Builder client,
                ObservationRegistry observations,
                org.springframework.core.env.Environment environment) {
            return new Api(
                    client.baseUrl(environment.getRequiredProperty("test.other"))
                            .build(),
                    observations);
        }

        @Bean
        FilterRegistrationBean<Filter> logIn() {
            FilterRegistrationBean<Filter> registration =
                    new FilterRegistrationBean<>((request, response, chain) -> chain.doFilter(
                            new HttpServletRequestWrapper((HttpServletRequest) request) {
                                @Override
                                public Principal getUserPrincipal() {
                                    return () -> "alice";
                                }
                            },
                            response));
            registration.setOrder(FilterOrder.SPRING_SECURITY);
            return registration;
        }
    }

    @RestController
    record Api(RestClient client, ObservationRegistry observations) {

        private static final AttributeKey<String> NOTE = AttributeKey.stringKey("note");

        @GetMapping("/call")
        String call() {
            LoggerFactory.getLogger(Api.class).info("calling");
            client.get().uri("/other?code=OUT-CODE&page=OUT-PAGE").retrieve().toBodilessEntity();
            return "called";
        }

        @GetMapping("/everything")
        String everything(HttpServletRequest request) {
            observation("import")
                    .lowCardinalityKeyValue("kind", "token=IN-NAMED")
                    .highCardinalityKeyValue("my.secret", "IN-ATTRIBUTE")
                    .highCardinalityKeyValue("url.query", request.getQueryString())
                    .highCardinalityKeyValue("http.request.header.authorization", request.getHeader("Authorization"))
                    .highCardinalityKeyValue("http.request.header.cookie", request.getHeader("Cookie"))
                    .observe(() -> {
                        observations.getCurrentObservation().event(Observation.Event.of("retry", "password=IN-EVENT"));
                        Span.current()
                                .addLink(Span.current().getSpanContext(), Attributes.of(NOTE, "password=IN-LINK"))
                                .setStatus(StatusCode.ERROR, "password=IN-STATUS");
                    });
            observation("failing").start().error(failure()).stop();
            return "done";
        }

        private Observation observation(String name) {
            return Observation.createNotStarted(name, observations);
        }

        private static Exception failure() {
            return new IllegalStateException(
                    "password=IN-MESSAGE at https://app:IN-URL-PASSWORD@db/x",
                    new IllegalArgumentException("{\"apiKey\":\"IN-CAUSE\"}"));
        }
    }
}
