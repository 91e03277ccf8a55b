package dev.gatehouse.sample.session;

import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets sessions that ended long ago, with their refresh tokens, and log-ins that were never finished. */
@Component
class EndedSessions implements Job {

    /** So long a stolen refresh token is still recognised. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient database;
    private final Clock clock;

    EndedSessions(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "ended-session-clean-up";
    }

    @Override
    public void run() {
        delete("delete from sessions where expires_at < :limit or idle_expires_at < :limit or revoked_at < :limit");
        delete("delete from auth_challenges where expires_at < :limit");
    }

    private void delete(String sql) {
        database.sql(sql)
                .param("limit", SqlTime.of(clock.instant().minus(KEPT)))
                .update();
    }
}
