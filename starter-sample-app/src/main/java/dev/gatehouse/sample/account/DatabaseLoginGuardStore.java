package dev.gatehouse.sample.account;

import dev.gatehouse.lockout.GuardChange;
import dev.gatehouse.lockout.GuardState;
import dev.gatehouse.lockout.LoginGuardStore;
import dev.gatehouse.sample.db.SqlTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts failed log-ins in the database, so that all instances count together. A failure is counted in a transaction of its
 * own: the log-in it belongs to is about to be refused, and would take the count back.
 */
@Component
class DatabaseLoginGuardStore implements LoginGuardStore {

    private static final String FOR_UPDATE = " for update";

    private final JdbcClient database;
    private final TransactionOperations transactions;

    DatabaseLoginGuardStore(JdbcClient database, TransactionOperations transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public GuardState find(String subject) {
        return read(subject, "").orElse(GuardState.CLEAN);
    }

    @Override
    public GuardChange update(String subject, UnaryOperator<GuardState> change) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A failed log-in is counted outside of transactions, or it would be taken"
                    + " back, or wait for a second connection.");
        }
        return Objects.requireNonNull(transactions.execute(status -> {
            GuardState before = lock(subject);
            GuardState after = change.apply(before);
            if (!after.equals(before)) {
                write(subject, after);
            }
            return new GuardChange(before, after);
        }));
    }

    @Override
    public void remove(String subject) {
        database.sql("delete from login_guard where subject = :subject")
                .param("subject", subject)
                .update();
    }

    @Override
    public void removeAccount(String account) {
        String below = account + SEPARATOR;
        database.sql("delete from login_guard where subject = :account or left(subject, :length) = :below")
                .param("account", account)
                .param("length", below.length())
                .param("below", below)
                .update();
    }

    /** What is found at the insert may be forgotten before it is locked: its owner logged in, or somebody unlocked it. */
    private GuardState lock(String subject) {
        Optional<GuardState> locked = read(subject, FOR_UPDATE);
        while (locked.isEmpty()) {
            insert(subject);
            locked = read(subject, FOR_UPDATE);
        }
        return locked.get();
    }

    /** Two may meet a subject for the first time; the second one waits here, and leaves the row of the first. */
    private void insert(String subject) {
        database.sql("""
                        insert into login_guard
                            (subject, failures, window_start, lock_level, locked_until, last_failure_at)
                        values (:subject, :failures, :windowStart, :locks, null, :lastFailure)
                        on conflict do nothing""")
                .param("subject", subject)
                .param("failures", GuardState.CLEAN.failures())
                .param("windowStart", SqlTime.of(GuardState.CLEAN.windowStart()))
                .param("locks", GuardState.CLEAN.locks())
                .param("lastFailure", SqlTime.of(GuardState.CLEAN.lastFailureAt()))
                .update();
    }

    private void write(String subject, GuardState state) {
        database.sql("""
                        update login_guard set failures = :failures, window_start = :windowStart, lock_level = :locks,
                            locked_until = :lockedUntil, last_failure_at = :lastFailure
                        where subject = :subject""")
                .param("failures", state.failures())
                .param("windowStart", SqlTime.of(state.windowStart()))
                .param("locks", state.locks())
                .param("lockedUntil", SqlTime.ofNullable(state.lockedUntil()))
                .param("lastFailure", SqlTime.of(state.lastFailureAt()))
                .param("subject", subject)
                .update();
    }

    private Optional<GuardState> read(String subject, String lock) {
        return database.sql("""
                        select failures, window_start, lock_level, locked_until, last_failure_at
                        from login_guard where subject = :subject""" + lock)
                .param("subject", subject)
                .query((row, number) -> new GuardState(
                        row.getInt("failures"),
                        SqlTime.read(row, "window_start"),
                        row.getInt("lock_level"),
                        SqlTime.readNullable(row, "locked_until"),
                        SqlTime.read(row, "last_failure_at")))
                .optional();
    }
}
