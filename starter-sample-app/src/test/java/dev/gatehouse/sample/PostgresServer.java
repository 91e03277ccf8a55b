package dev.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * A database on a real PostgreSQL in place of H2: what works on H2 only must not pass. Tests whose outcome hangs on what the
 * database does have a second class that takes them there.
 */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresServer {

    /** Not by properties: those of the test class would win. */
    @Bean
    JdbcConnectionDetails postgresConnection() {
        TestDatabase database = TestDatabase.onPostgres();
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return database.url();
            }

            @Override
            public String getUsername() {
                return database.username();
            }

            @Override
            public String getPassword() {
                return database.password();
            }
        };
    }

    @Bean
    SmartInitializingSingleton isReallyPostgres(DataSource database) {
        return () -> {
            try (Connection connection = database.getConnection()) {
                assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
