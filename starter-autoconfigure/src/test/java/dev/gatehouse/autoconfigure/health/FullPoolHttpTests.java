package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** All instances share the load that fills their pools: who takes them out for it has none left. */
class FullPoolHttpTests {

    /** With the first time Hikari gives up before the check is late, with the second after it. */
    @ParameterizedTest
    @ValueSource(ints = {250, 30_000})
    void isReadyWhileAllConnectionsOfADatabaseThatWorksAreTaken(int connectionTimeout) throws Exception {
        try (RunningService service = RunningService.start(
                App.class,
                "test.connection-timeout=" + connectionTimeout,
                "spring.sql.init.mode=never",
                "spring.flyway.enabled=false",
                "gatehouse.rate-limit.enabled=false",
                "gatehouse.health.timeout=400ms",
                "gatehouse.health.cache=1ms",
                "gatehouse.health.stale=1m")) {
            awaitStatus(service, "UP");
            HikariDataSource pool = service.context().getBean(HikariDataSource.class);
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isValid(1)).isTrue();
                awaitStatus(service, "DEGRADED");
                for (int i = 0; i < 10; i++) {
                    assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
                }
            }
            awaitStatus(service, "UP");
        }
    }

    private static void awaitStatus(RunningService service, String status) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!service.get("/health/ready").body().equals("{\"status\":\"" + status + "\"}")) {
            assertThat(System.nanoTime()).as(status).isLessThan(end);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class App {

        @Bean
        HikariDataSource dataSource(@Value("${test.connection-timeout}") long connectionTimeout) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl("jdbc:h2:mem:full-pool");
            pool.setMaximumPoolSize(1);
            pool.setConnectionTimeout(connectionTimeout);
            return pool;
        }
    }
}
