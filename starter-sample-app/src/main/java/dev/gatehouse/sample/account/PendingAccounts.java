package dev.gatehouse.sample.account;

import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.job.Job;
import dev.gatehouse.sample.job.OneByOne;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Removes accounts whose address nobody has proven 7 days after their last link ended: names and addresses are free again. */
@Component
class PendingAccounts implements Job {

    static final Duration KEPT = Duration.ofDays(7);

    private static final int AT_ONCE = 100;

    private static final String DUE = """
            status = 'PENDING' and updated_at <= :limit and not exists
                (select 1 from one_time_tokens t where t.user_id = users.id and t.expires_at > :limit)
            """;

    private final UserRepository users;
    private final Claims claims;
    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final Clock clock;

    PendingAccounts(
            UserRepository users, Claims claims, JdbcClient database, TransactionOperations transactions, Clock clock) {
        this.users = users;
        this.claims = claims;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "pending-account-clean-up";
    }

    @Override
    public void run() {
        Instant limit = clock.instant().minus(KEPT);
        OneByOne accounts = new OneByOne(this);
        UUID previous = new UUID(0, 0);
        for (List<UUID> next = next(previous, limit); !next.isEmpty(); next = next(previous, limit)) {
            next.forEach(id -> accounts.run(id, () -> transactions.executeWithoutResult(status -> remove(id, limit))));
            previous = next.get(next.size() - 1);
        }
        accounts.end();
    }

    private List<UUID> next(UUID previous, Instant limit) {
        return database.sql("select id from users where " + DUE + " and id > :previous order by id limit :max")
                .param("limit", SqlTime.of(limit))
                .param("previous", previous)
                .param("max", AT_ONCE)
                .query(UUID.class)
                .list();
    }

    /** Asked again behind the lock: it may have got a new link, or been proven. */
    private void remove(UUID id, Instant limit) {
        users.lock(id);
        boolean due = database.sql("select count(*) from users where id = :id and " + DUE)
                        .param("id", id)
                        .param("limit", SqlTime.of(limit))
                        .query(Long.class)
                        .single()
                == 1;
        if (due) {
            claims.remove(id, "expired");
        }
    }
}
