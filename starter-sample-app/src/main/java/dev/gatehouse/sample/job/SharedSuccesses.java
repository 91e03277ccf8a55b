package dev.gatehouse.sample.job;

import dev.gatehouse.sample.db.SqlTime;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When a job last succeeded, on whatever instance. It stands beside the lock of the job. Thread-safe. */
@Component
class SharedSuccesses {

    private final JdbcClient database;

    SharedSuccesses(JdbcClient database) {
        this.database = database;
    }

    /** Only for who holds the lock. */
    void note(Job job, Instant at) {
        database.sql("update job_locks set last_success = :at where name = :name")
                .param("at", SqlTime.of(at))
                .param("name", job.name())
                .update();
    }

    Optional<Instant> last(Job job) {
        return database.sql("select last_success from job_locks where name = :name and last_success is not null")
                .param("name", job.name())
                .query((row, number) -> SqlTime.read(row, "last_success"))
                .optional();
    }
}
