package dev.gatehouse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds that the run which is there for PostgreSQL has one: it would pass on H2 as well, and say nothing. */
@Tag("postgresql")
class PostgresRunTests extends HttpTest {

    @Autowired
    private DataSource database;

    @Test
    void servicesOfThisRunKeepTheirDataInPostgres() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertThat(connection.getMetaData().getDatabaseProductName())
                    .as("without -Ddev.gatehouse.sample.database=postgresql")
                    .isEqualTo("PostgreSQL");
        }
    }

    @Test
    void processesOfThisRunGetPostgresToo() {
        assertThat(TestDatabase.ofThisRun().scheme()).isEqualTo("jdbc:postgresql:");
    }
}
