package dev.gatehouse.sample.account;

import dev.gatehouse.autoconfigure.lockout.LockoutProperties;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets links that are over, and failed log-ins that count for nothing any more. */
@Component
class ExpiredProofs implements Job {

    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient database;
    private final Duration failuresKept;
    private final Clock clock;

    ExpiredProofs(JdbcClient database, LockoutProperties lockout, Clock clock) {
        this.database = database;
        // For as long as they count, and as what they led to is remembered.
        Duration counted = lockout.window().plus(lockout.decay());
        this.failuresKept = counted.compareTo(KEPT) > 0 ? counted : KEPT;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "expired-proof-clean-up";
    }

    @Override
    public void run() {
        delete(KEPT, "delete from one_time_tokens where expires_at < :limit");
        delete(
                failuresKept,
                "delete from login_guard where last_failure_at < :limit"
                        + " and (locked_until is null or locked_until < :limit)");
    }

    private void delete(Duration kept, String sql) {
        database.sql(sql)
                .param("limit", SqlTime.of(clock.instant().minus(kept)))
                .update();
    }
}
