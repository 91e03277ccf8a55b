package dev.gatehouse.sample.account;

import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.job.Job;
import dev.gatehouse.sample.privacy.PersonalData;
import java.time.Clock;
import java.time.Duration;
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

    private static final int MAX_ACCOUNTS = 100;

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

    /** One transaction each: an account that cannot be erased does not keep the others. */
    @Override
    public void run() {
        database.sql("""
                        select id from users where status = 'DELETED' and deleted_at <= :limit and email <> ''
                        order by deleted_at limit :max
                        """)
                .param("limit", SqlTime.of(clock.instant().minus(KEPT)))
                .param("max", MAX_ACCOUNTS)
                .query(UUID.class)
                .list()
                .forEach(id -> transactions.executeWithoutResult(status -> erase(id)));
    }

    private void erase(UUID id) {
        domains.forEach(domain -> domain.erase(id));
        audit.succeeded("account_erased", Target.user(id), Map.of());
    }
}
