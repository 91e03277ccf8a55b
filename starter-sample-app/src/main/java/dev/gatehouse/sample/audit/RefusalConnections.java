package dev.gatehouse.sample.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Few connections of their own for rows about refused actions. With a second connection from the common pool, as many
 * requests as it has connections could each hold one and wait for another one for ever.
 */
@Component
class RefusalConnections implements DisposableBean {

    private static final int CONNECTIONS = 2;

    private final HikariDataSource pool;

    RefusalConnections(DataSource common) throws SQLException {
        HikariConfig config = new HikariConfig();
        common.unwrap(HikariDataSource.class).copyStateTo(config);
        config.setPoolName("audit");
        config.setMaximumPoolSize(CONNECTIONS);
        // A service that refuses nothing keeps none.
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        // Each statement is a transaction.
        config.setAutoCommit(true);
        this.pool = new HikariDataSource(config);
    }

    JdbcClient client() {
        return JdbcClient.create(pool);
    }

    @Override
    public void destroy() {
        pool.close();
    }
}
