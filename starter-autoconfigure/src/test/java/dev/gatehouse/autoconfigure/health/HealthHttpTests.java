package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.KeptConnection;
import dev.gatehouse.autoconfigure.testing.RunningService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import tools.jackson.databind.json.JsonMapper;

/** What the endpoints answer, and that Actuator answers the same. */
@Tag("alone")
class HealthHttpTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOKEN = "detailed-0123456789";
    private static final String SCRAPE = "scrape-0123456789abc";
    private static final int TIMEOUT = 400;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                App.class,
                "spring.application.name=shop",
                "spring.sql.init.mode=never",
                "management.endpoint.health.show-details=always",
                "gatehouse.rate-limit.default-limit=1/hour",
                "gatehouse.rate-limit.rules[0].name=actuator",
                "gatehouse.rate-limit.rules[0].paths=/actuator/**",
                "gatehouse.rate-limit.rules[0].limit=100000/minute",
                "gatehouse.health.timeout=" + TIMEOUT + "ms",
                "gatehouse.health.cache=10m",
                "gatehouse.health.token=" + TOKEN,
                "gatehouse.health.metrics-token=" + SCRAPE);
        service.get("/health");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void goOn() {
        App.end.countDown();
        App.end = new CountDownLatch(1);
        registry().stream()
                .map(entry -> entry.name())
                .filter(name -> name.startsWith("test"))
                .forEach(name -> registry().unregisterContributor(name));
        AvailabilityChangeEvent.publish(service.context(), LivenessState.CORRECT);
        AvailabilityChangeEvent.publish(service.context(), ReadinessState.ACCEPTING_TRAFFIC);
    }

    @Test
    void tellsEverybodyTheStatusAndNoMore() {
        HttpResponse<String> health = service.get("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).matches("\\{\"status\":\"UP\",\"application\":\"shop\"(,\"version\":\"[0-9.]+\")?}");
        assertThat(health.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(health.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(health.headers().firstValue("X-Request-ID")).isPresent();
        for (String path : List.of("/health/ping", "/health/live", "/health/ready")) {
            assertThat(service.get(path).body()).as(path).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void isNotLimitedByTheRate() {
        for (int i = 0; i < 5; i++) {
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tellsNobodyWhatFailedAndHow() {
        register("testSecret", () -> {
            throw new IllegalStateException("password=hunter2 at db.internal");
        });
        HttpResponse<String> health = service.get("/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body())
                .matches("\\{\"status\":\"DOWN\",\"application\":\"shop\"(,\"version\":\"[0-9.]+\")?}");
        HttpResponse<String> ready = service.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("{\"status\":\"DOWN\"}");
        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(service.get("/health/detailed").body()).doesNotContain("hunter2", "testSecret");
        assertThat(detailed()).contains("testSecret", "hunter2");
    }

    @Test
    void isDegradedAndServesAllTheSame() {
        register("testOptional", () -> Health.status("DEGRADED").build());
        assertThat(service.get("/health").statusCode()).isEqualTo(200);
        assertThat(service.get("/health").body()).startsWith("{\"status\":\"DEGRADED\"");
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
        HttpResponse<String> actuator = service.get("/actuator/health");
        assertThat(actuator.statusCode()).isEqualTo(200);
        assertThat(JSON.readValue(actuator.body(), Map.class)).containsEntry("status", "DEGRADED");
    }

    @ParameterizedTest
    @CsvSource({"/health", "/health/ready", "/actuator/health"})
    void waitsForSeveralHangingPartsNoLongerThanTheTimeOut(String path) {
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 3; i++) {
                register("test" + round + i, HealthHttpTests::hang);
            }
            long start = System.nanoTime();
            HttpResponse<String> response = service.get(path);
            long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(took).isGreaterThanOrEqualTo(TIMEOUT - 1).isLessThan(TIMEOUT * 4);
            fastest = Math.min(fastest, took);
        }
        assertThat(fastest).isLessThanOrEqualTo(TIMEOUT + 100);
    }

    @Test
    void doesNotWaitAgainForAPartThatHangs() {
        register("testHanging", HealthHttpTests::hang);
        service.get("/health");
        for (int i = 0; i < 20; i++) {
            service.get("/health");
            service.get("/actuator/health");
        }
        assertThat(App.hanging.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void looksAtNothingToSayThatItIsAlive() {
        AtomicInteger looked = new AtomicInteger();
        register("testCounted", () -> {
            looked.incrementAndGet();
            return Health.up().build();
        });
        int before = App.connections.get();
        for (int i = 0; i < 50; i++) {
            assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(service.get("/health/ping").statusCode()).isEqualTo(200);
        }
        assertThat(looked).hasValue(0);
        assertThat(App.connections.get()).isEqualTo(before);
        service.get("/health");
        assertThat(looked).hasValue(1);
    }

    /** The long form asks 1000 times a second for some seconds, the short one 1000 times as fast as it can. */
    @Test
    void asksTheDatabaseOncePerCachePeriodHoweverManyAskForHealth() throws Exception {
        boolean proof = Boolean.getBoolean("dev.gatehouse.proof");
        int clients = 4;
        int requests = (proof ? 10_000 : 1000) / clients;
        long gap = proof ? Duration.ofMillis(clients).toNanos() : 0;
        try (RunningService counted = RunningService.start(
                App.class,
                "gatehouse.health.cache=1s",
                "gatehouse.rate-limit.enabled=false",
                "server.tomcat.max-keep-alive-requests=-1")) {
            int first = App.connections.get();
            awaitUp(counted);
            int before = App.connections.get();
            assertThat(before).isGreaterThan(first);
            ExecutorService pool = Executors.newFixedThreadPool(clients);
            long start = System.nanoTime();
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < clients; i++) {
                    all.add(pool.submit(() -> {
                        askAtRate(counted, requests, start, gap);
                        return null;
                    }));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            } finally {
                pool.shutdownNow();
            }
            double lasted = (System.nanoTime() - start) / 1e9;
            int asked = App.connections.get() - before;
            if (proof) {
                System.out.printf(
                        "%d answers in %.1f s (%.0f/s), database asked %d times%n",
                        requests * clients, lasted, requests * clients / lasted, asked);
            }
            assertThat(asked).isLessThanOrEqualTo((int) Math.ceil(lasted));
        }
    }

    /** On a starved machine the first check, which loads classes, may be late, and there is nothing to give out yet. */
    private static void awaitUp(RunningService started) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (started.get("/health").statusCode() != 200) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    private static void askAtRate(RunningService counted, int requests, long start, long gap) throws Exception {
        try (KeptConnection connection = new KeptConnection(counted.port())) {
            for (int i = 0; i < requests; i++) {
                LockSupport.parkNanos(start + i * gap - System.nanoTime());
                assertThat(connection.get("/health")).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void isNotReadyWhileItRefusesRequests() {
        AvailabilityChangeEvent.publish(service.context(), ReadinessState.REFUSING_TRAFFIC);
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(service.get("/health/ready").body()).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
        assertThat(service.get("/health").statusCode()).isEqualTo(503);
        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    }

    @Test
    void isNotAliveWhenItIsBroken() {
        AvailabilityChangeEvent.publish(service.context(), LivenessState.BROKEN);
        assertThat(service.get("/health/live").statusCode()).isEqualTo(503);
        assertThat(service.get("/health/ping").statusCode()).isEqualTo(200);
    }

    @Test
    @SuppressWarnings("unchecked")
    void tellsOperatorsEverything() {
        HttpResponse<String> response = service.get("/health/detailed", "Authorization", "Bearer " + TOKEN);
        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Object> detailed = JSON.readValue(response.body(), Map.class);
        assertThat(detailed)
                .containsEntry("status", "UP")
                .containsEntry("application", "shop")
                .containsEntry("live", true)
                .containsEntry("accepting_requests", true);
        assertThat((Map<String, Object>) detailed.get("system")).containsKeys("cpu", "memory", "threads");
        assertThat((Map<String, Object>) detailed.get("rate_limit")).containsKey("allowed");
        Map<String, Map<String, Object>> parts = (Map<String, Map<String, Object>>) detailed.get("parts");
        assertThat(parts).containsKeys("db", "diskSpace", "pools", "mail");
        assertThat(parts.get("db"))
                .containsEntry("status", "UP")
                .containsEntry("required", true)
                .containsKeys("latency_ms", "checked_at");
        assertThat(parts.get("mail")).containsEntry("required", false);
    }

    @Test
    void refusesWhoHasNoToken() {
        for (String path : List.of("/health/detailed", "/health/metrics", "/metrics")) {
            HttpResponse<String> response = service.get(path);
            // The first is refused for what is missing, the others for the rate: guesses are limited.
            assertThat(response.statusCode()).as(path).isIn(401, 429);
        }
        assertThat(service.get("/metrics", "Authorization", "Bearer " + TOKEN).statusCode())
                .isIn(401, 429);
    }

    @Test
    void givesMetricsToWhoScrapes() {
        for (String path : List.of("/metrics", "/health/metrics")) {
            HttpResponse<String> response = service.get(path, "Authorization", "Bearer " + SCRAPE);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain;version=0.0.4"));
            assertThat(response.body()).contains("# TYPE jvm_memory_used_bytes gauge");
        }
        HttpResponse<String> open = service.get(
                "/metrics",
                "Authorization",
                "Bearer " + SCRAPE,
                "Accept",
                "application/openmetrics-text;version=1.0.0");
        assertThat(open.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void isMeasuredByPathAndApartFromWhatWasRefused() {
        service.get("/health/ready");
        service.get("/health/nothing");
        service.get("/metrics", "Authorization", "Bearer " + SCRAPE);
        awaitMeasured("/health/ready");
        awaitMeasured("/metrics");
        assertThat(requests().tag("uri", "/health/nothing").timers()).isEmpty();
    }

    private static Search requests() {
        return service.context().getBean(MeterRegistry.class).find("http.server.requests");
    }

    /** The client has its answer before the request is measured. */
    private static void awaitMeasured(String uri) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (requests().tag("uri", uri).timers().isEmpty()) {
            assertThat(System.nanoTime()).as(uri).isLessThan(end);
            LockSupport.parkNanos(500_000);
        }
    }

    private static String detailed() {
        return service.get("/health/detailed", "Authorization", "Bearer " + TOKEN)
                .body();
    }

    private static HealthContributorRegistry registry() {
        return service.context().getBean(HealthContributorRegistry.class);
    }

    private static void register(String name, HealthIndicator indicator) {
        registry().registerContributor(name, indicator);
    }

    private static Health hang() {
        App.hanging.incrementAndGet();
        try {
            App.end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            App.hanging.decrementAndGet();
        }
        return Health.up().build();
    }

    @Configuration(proxyBeanMethods = false)
    static class App {

        static volatile CountDownLatch end = new CountDownLatch(1);
        static final AtomicInteger hanging = new AtomicInteger();
        static final AtomicInteger connections = new AtomicInteger();

        @Bean
        DataSource dataSource() {
            return new CountingDataSource(new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .generateUniqueName(true)
                    .build());
        }
    }

    /** Counts what is asked of the database. */
    private static final class CountingDataSource extends AbstractDataSource {

        private final DataSource target;

        CountingDataSource(DataSource target) {
            this.target = target;
        }

        @Override
        public Connection getConnection() throws java.sql.SQLException {
            Connection connection = target.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                        if (method.getName().equals("isValid")
                                || method.getName().startsWith("prepare")
                                || method.getName().equals("createStatement")) {
                            App.connections.incrementAndGet();
                        }
                        try {
                            return method.invoke(connection, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public Connection getConnection(String username, String password) throws java.sql.SQLException {
            return getConnection();
        }
    }
}
