package dev.gatehouse.sample;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A database that nobody has used yet. H2, or a real PostgreSQL where {@code -Ddev.gatehouse.sample.database=postgresql}
 * says so: the server starts once in a JVM, at the first database on it.
 */
public record TestDatabase(String url, String username, String password) {

    /** In memory, with names and nulls as PostgreSQL sees them. */
    static final String H2 =
            "jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    private static final String PROPERTY = "dev.gatehouse.sample.database";

    /** What this run of the tests is about. */
    public static TestDatabase ofThisRun() {
        return isPostgres() ? onPostgres() : new TestDatabase(H2, "sa", "");
    }

    /** What a URL of it begins with. */
    public String scheme() {
        return url.substring(0, url.indexOf(':', "jdbc:".length()) + 1);
    }

    static boolean isPostgres() {
        String wanted = System.getProperty(PROPERTY, "h2");
        if (!wanted.equals("h2") && !wanted.equals("postgresql")) {
            throw new IllegalStateException(PROPERTY + ": '" + wanted + "' is neither h2 nor postgresql.");
        }
        return wanted.equals("postgresql");
    }

    static TestDatabase onPostgres() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(Server.POSTGRES.getJdbcUrl("postgres", name), "postgres", "postgres");
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
