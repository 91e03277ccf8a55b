package dev.gatehouse.sample.account;

import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.job.Job;
import dev.gatehouse.sample.job.OneByOne;
import dev.gatehouse.sample.privacy.PersonalData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Erases, in every domain, what is kept of people whose account was deleted 30 days ago (GDPR, Art. 17). */
@Component
class AccountErasure implements Job {

    static final Duration KEPT = Duration.ofDays(30);

    private static final int AT_ONCE = 100;

    private final List<PersonalData> domains;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final Clock clock;

    AccountErasure(
            List<PersonalData> domains,
            AuditTrail audit,
            JdbcClient database,
            TransactionOperations transactions,
            Clock clock) {
        this.domains = domains;
        this.audit = audit;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "account-erasure";
    }

    /** One transaction each: an account that cannot be erased does not keep the others, however many such there are. */
    @Override
    public void run() {
        Instant limit = clock.instant().minus(KEPT);
        OneByOne accounts = new OneByOne(this);
        for (List<Deleted> next = next(Deleted.NONE, limit); !next.isEmpty(); next = next(last(next), limit)) {
            next.forEach(account ->
                    accounts.run(account.id(), () -> transactions.executeWithoutResult(status -> erase(account.id()))));
        }
        accounts.end();
    }

    private List<Deleted> next(Deleted previous, Instant limit) {
        return database.sql("""
                        select id, deleted_at from users
                        where status = 'DELETED' and deleted_at <= :limit and email <> ''
                            and (deleted_at, id) > (:previousTime, :previousId)
                        order by deleted_at, id limit :max
                        """)
                .param("limit", SqlTime.of(limit))
                .param("previousTime", SqlTime.of(previous.at()))
                .param("previousId", previous.id())
                .param("max", AT_ONCE)
                .query((row, n) -> new Deleted(row.getObject("id", UUID.class), SqlTime.read(row, "deleted_at")))
                .list();
    }

    private static Deleted last(List<Deleted> accounts) {
        return accounts.get(accounts.size() - 1);
    }

    private void erase(UUID id) {
        domains.forEach(domain -> domain.erase(id));
        audit.succeeded("account_erased", Target.user(id), Map.of());
    }

    private record Deleted(UUID id, Instant at) {

        static final Deleted NONE = new Deleted(new UUID(0, 0), Instant.EPOCH);
    }
}
