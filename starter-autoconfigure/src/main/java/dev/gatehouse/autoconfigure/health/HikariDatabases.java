package dev.gatehouse.autoconfigure.health;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.health.HealthCheck;
import dev.gatehouse.health.HealthPart;
import dev.gatehouse.health.HealthReading;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Knows the pools behind Spring Boot's part {@code db}, or {@code db/<bean>} where there are several databases. */
final class HikariDatabases implements CheckRefinement {

    private static final String DB = "db";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final BeanFactory beans;

    HikariDatabases(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public HealthCheck refine(String name, HealthPart.Times times, HealthIndicator indicator, HealthCheck check) {
        DataSource dataSource = indicator instanceof DataSourceHealthIndicator ? dataSource(name) : null;
        HikariDataSource hikari = dataSource == null ? null : HikariPools.unwrap(dataSource);
        return hikari == null
                ? check
                : new PooledDatabaseCheck(
                        check,
                        () -> HikariPools.read(hikari),
                        HikariDatabases::gotNoConnection,
                        recent(times, Duration.ofMillis(hikari.getConnectionTimeout())),
                        System::nanoTime);
    }

    private @Nullable DataSource dataSource(String name) {
        if (name.equals(DB)) {
            return beans.getBeanProvider(DataSource.class).getIfUnique();
        }
        String bean = name.startsWith(DB + "/") ? name.substring(DB.length() + 1) : "";
        return beans.containsBean(bean) && beans.isTypeMatch(bean, DataSource.class)
                ? beans.getBean(bean, DataSource.class)
                : null;
    }

    /** A check that began at the end of the last good result, and got a connection within Hikari's time, has answered. */
    private static Duration recent(HealthPart.Times times, Duration connectionTimeout) {
        Duration wait = connectionTimeout.compareTo(LONGEST_WAIT) < 0 ? connectionTimeout : LONGEST_WAIT;
        return times.cache().plus(times.stale()).plus(wait);
    }

    /** Spring Boot keeps the exception to itself, and tells its class. */
    private static boolean gotNoConnection(HealthReading reading) {
        return String.valueOf(reading.details().get("error"))
                .startsWith(CannotGetJdbcConnectionException.class.getName());
    }
}
