package dev.gatehouse.sample.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Few connections of their own for rows about refused actions. With a second connection from the common pool, as many
 * requests as it has connections could each hold one and wait for another one for ever.
 */
@Configuration(proxyBeanMethods = false)
class RefusalConnections {

    private static final String POOL = "refusalConnectionPool";
    private static final int CONNECTIONS = 2;

    private final BeanFactory beans;

    RefusalConnections(BeanFactory beans) {
        this.beans = beans;
    }

    JdbcClient client() {
        return JdbcClient.create(beans.getBean(POOL, DataSource.class));
    }

    /** A bean for health to see, and not for injection: who asks for a pool gets the common one. */
    @Bean(name = POOL, autowireCandidate = false)
    static HikariDataSource refusalConnectionPool(DataSource common, MeterRegistry meters) throws SQLException {
        HikariConfig config = new HikariConfig();
        common.unwrap(HikariDataSource.class).copyStateTo(config);
        config.setPoolName("audit");
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        config.setMaximumPoolSize(CONNECTIONS);
        // A service that refuses nothing keeps none.
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        // Each statement is a transaction.
        config.setAutoCommit(true);
        return new HikariDataSource(config);
    }
}
