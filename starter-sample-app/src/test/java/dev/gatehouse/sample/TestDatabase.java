package dev.gatehouse.sample;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database on a real PostgreSQL that nobody has used yet. The server starts once in a JVM, at the first database. */
public record TestDatabase(String url, String username, String password) {

    public static TestDatabase onPostgres() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(Server.POSTGRES.getJdbcUrl("postgres", name), "postgres", "postgres");
    }

    /** Tells whether somebody waits for a lock, on either database. */
    public static boolean isSomebodyWaiting(JdbcClient database, JdbcConnectionDetails connection) {
        String waiting = connection.getJdbcUrl().startsWith("jdbc:h2:")
                ? "select count(*) from information_schema.sessions where blocker_id is not null"
                : "select count(*) from pg_locks where not granted";
        return database.sql(waiting).query(Long.class).single() > 0;
    }

    /** Stops with the JVM. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
