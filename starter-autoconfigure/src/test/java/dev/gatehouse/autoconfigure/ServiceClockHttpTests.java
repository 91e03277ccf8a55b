package dev.gatehouse.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.errorrecord.ErrorOccurrence;
import dev.gatehouse.errorrecord.ErrorStore;
import dev.gatehouse.health.CachedCheck;
import dev.gatehouse.health.HealthChecker;
import dev.gatehouse.health.HealthPart;
import dev.gatehouse.health.HealthReading;
import dev.gatehouse.health.HealthResult;
import dev.gatehouse.health.HealthStatus;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one clock bean of a service tells the time. */
class ServiceClockHttpTests {

    private static final Instant NOW = Instant.parse("2101-02-03T23:30:00.500Z");

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.api-version.deprecations[0].name=gone",
                "gatehouse.api-version.deprecations[0].paths=/gone",
                "gatehouse.api-version.deprecations[0].since=2100-01-01",
                "gatehouse.api-version.deprecations[0].sunset=2101-01-01",
                "gatehouse.api-version.deprecations[0].gone-after-sunset=true",
                "gatehouse.api-version.deprecations[1].name=forgotten",
                "gatehouse.api-version.deprecations[1].paths=/forgotten",
                "gatehouse.api-version.deprecations[1].since=2100-01-01",
                "gatehouse.api-version.deprecations[1].sunset=2101-01-01");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/problem", "/broken"})
    void inErrors(String path) {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.body()).contains("\"timestamp\":\"" + NOW + "\"");
    }

    @Test
    void onTheDayAfterASunset() {
        assertThat(service.get("/gone").statusCode()).isEqualTo(410);
        assertThat(service.get("/forgotten").statusCode()).isEqualTo(404);
    }

    @Test
    void inTheRecordOfErrors() throws Exception {
        service.get("/broken");
        ErrorOccurrence recorded =
                service.context().getBean(KeptErrors.class).kept.poll(10, TimeUnit.SECONDS);
        assertThat(recorded).isNotNull();
        assertThat(recorded.at()).isEqualTo(NOW);
    }

    @Test
    void inHealth() {
        HealthChecker checker = service.context().getBean(HealthChecker.class);
        CachedCheck check = checker.check(
                new HealthPart("part", true, HealthPart.Times.defaults(), () -> HealthReading.of(HealthStatus.UP)));
        assertThat(checker.report(List.of(check)).results())
                .singleElement()
                .extracting(HealthResult::checkedAt)
                .isEqualTo(NOW);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Controller.class, KeptErrors.class})
    static class Application {

        /** Where it is the next day already. */
        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneId.of("Asia/Tokyo"));
        }
    }

    @RestController
    static class Controller {

        @GetMapping("/problem")
        ProblemDetail problem() {
            return ProblemDetail.forStatus(HttpStatus.CONFLICT);
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }
    }

    static class KeptErrors implements ErrorStore {

        final BlockingQueue<ErrorOccurrence> kept = new LinkedBlockingQueue<>();

        @Override
        public void record(List<ErrorOccurrence> occurrences) {
            kept.addAll(occurrences);
        }

        @Override
        public List<ErrorGroup> list(int limit) {
            return List.of();
        }

        @Override
        public @Nullable ErrorGroup find(String id) {
            return null;
        }

        @Override
        public boolean remove(String id) {
            return false;
        }

        @Override
        public void clear() {
            kept.clear();
        }
    }
}
