package dev.gatehouse.sample.account;

import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets links that are over, and failed log-ins that count for nothing any more. */
@Component
class ExpiredProofs implements Job {

    /** Longer than any lock and its memory. */
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient database;
    private final Clock clock;

    ExpiredProofs(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "expired-proof-clean-up";
    }

    @Override
    public void run() {
        delete("delete from one_time_tokens where expires_at < :limit");
        delete("delete from login_guard where last_failure_at < :limit"
                + " and (locked_until is null or locked_until < :limit)");
    }

    private void delete(String sql) {
        database.sql(sql)
                .param("limit", SqlTime.of(clock.instant().minus(KEPT)))
                .update();
    }
}
