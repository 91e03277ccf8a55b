package dev.gatehouse.sample.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;

class DevelopmentDatabaseTests {

    @TempDir
    private Path directory;

    /** As the time-out of a request interrupts its worker. */
    @Test
    void survivesAnInterruptInTheMiddleOfAQuery() throws SQLException {
        String url = url();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table item (id int primary key, text varchar)");
            statement.execute("insert into item select n, repeat(cast(random_uuid() as varchar), 60)"
                    + " from system_range(1, 5000) as s(n)");
        }
        // Closed when all went well only: H2 goes on for ever in closing a database whose file is gone.
        Connection first = DriverManager.getConnection(url, "sa", "");
        Connection second = DriverManager.getConnection(url, "sa", "");
        Thread.currentThread().interrupt();
        assertThat(count(first)).isEqualTo(5000);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(count(second)).isEqualTo(5000);
        first.close();
        second.close();
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(text), max(text) from item")) {
            result.next();
            return result.getInt(1);
        }
    }

    private String url() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment, null, null, "dev");
        return environment
                .getRequiredProperty("spring.datasource.url")
                .replace("./data", directory.toAbsolutePath().toString())
                .concat(";DB_CLOSE_ON_EXIT=FALSE");
    }
}
