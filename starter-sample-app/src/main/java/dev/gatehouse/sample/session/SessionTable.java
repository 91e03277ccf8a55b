package dev.gatehouse.sample.session;

import dev.gatehouse.sample.db.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps sessions. An ended one stays until its time is over, so that a stolen token is known for what it is. */
@Component
class SessionTable {

    private static final String LIVE = " revoked_at is null and expires_at > :now and idle_expires_at > :now ";

    private final JdbcClient database;

    SessionTable(JdbcClient database) {
        this.database = database;
    }

    void insert(Session session, Instant idleExpiresAt) {
        database.sql("""
                        insert into sessions (id, user_id, created_at, last_seen_at, expires_at, idle_expires_at, amr,
                            auth_time, ip, user_agent, label, impersonator_id)
                        values (:id, :user, :created, :seen, :expires, :idle, :amr, :auth, :ip, :agent, :label, :impersonator)""")
                .param("id", session.id())
                .param("user", session.userId())
                .param("created", SqlTime.of(session.createdAt()))
                .param("seen", SqlTime.of(session.lastSeenAt()))
                .param("expires", SqlTime.of(session.expiresAt()))
                .param("idle", SqlTime.of(idleExpiresAt))
                .param("amr", String.join(" ", session.methods()))
                .param("auth", SqlTime.of(session.authTime()))
                .param("ip", session.ip())
                .param("agent", session.userAgent())
                .param("label", session.label())
                .param("impersonator", session.impersonatorId())
                .update();
    }

    Optional<Session> findLive(UUID id, Instant now) {
        return database.sql("select * from sessions where id = :id and" + LIVE)
                .param("id", id)
                .param("now", SqlTime.of(now))
                .query((row, number) -> read(row))
                .optional();
    }

    /** Finds a session that exists, ended or not. */
    Session findAny(UUID id) {
        return database.sql("select * from sessions where id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .single();
    }

    /** Newest first. */
    List<Session> findLiveOf(UUID userId, Instant now) {
        return database.sql(
                        "select * from sessions where user_id = :user and" + LIVE + "order by created_at desc, id desc")
                .param("user", userId)
                .param("now", SqlTime.of(now))
                .query((row, number) -> read(row))
                .list();
    }

    /** Everything that is kept of a user, also what has ended. */
    List<Session> findAllOf(UUID userId) {
        return database.sql("select * from sessions where user_id = :user order by created_at, id")
                .param("user", userId)
                .query((row, number) -> read(row))
                .list();
    }

    /** Ends a session; false if it had ended before, or there is none. */
    boolean end(UUID id, String reason, Instant now) {
        return database.sql("""
                                update sessions set revoked_at = :now, revoke_reason = :reason
                                where id = :id and revoked_at is null""")
                        .param("now", SqlTime.of(now))
                        .param("reason", reason)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Ends the sessions of a user, but for one, and those in which the user acts for others; tells how many were live. */
    int endAll(UUID userId, @Nullable UUID except, String reason, Instant now) {
        String all = "update sessions set revoked_at = :now, revoke_reason = :reason"
                + " where (user_id = :user or impersonator_id = :user) and" + LIVE;
        JdbcClient.StatementSpec statement = except == null
                ? database.sql(all)
                : database.sql(all + "and id <> :except").param("except", except);
        return statement
                .param("now", SqlTime.of(now))
                .param("reason", reason)
                .param("user", userId)
                .update();
    }

    /** The user has proven again who they are. */
    boolean renewProof(UUID id, List<String> methods, Instant now) {
        return database.sql("update sessions set auth_time = :now, amr = :amr where id = :id and" + LIVE)
                        .param("now", SqlTime.of(now))
                        .param("amr", String.join(" ", methods))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** A refresh moves the end of idleness, never that of the session. */
    void refreshed(UUID id, Instant idleExpiresAt, Instant now) {
        database.sql("update sessions set last_seen_at = :now, idle_expires_at = :idle where id = :id")
                .param("now", SqlTime.of(now))
                .param("idle", SqlTime.of(idleExpiresAt))
                .param("id", id)
                .update();
    }

    void touch(UUID id, Instant now) {
        database.sql("update sessions set last_seen_at = :now where id = :id and last_seen_at < :now")
                .param("now", SqlTime.of(now))
                .param("id", id)
                .update();
    }

    void deleteAllOf(UUID userId) {
        database.sql("delete from sessions where user_id = :user")
                .param("user", userId)
                .update();
    }

    private static Session read(ResultSet row) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                SqlTime.read(row, "created_at"),
                SqlTime.read(row, "last_seen_at"),
                SqlTime.read(row, "expires_at"),
                List.of(row.getString("amr").split(" ")),
                SqlTime.read(row, "auth_time"),
                row.getString("ip"),
                row.getString("user_agent"),
                row.getString("label"),
                row.getObject("impersonator_id", UUID.class));
    }
}
