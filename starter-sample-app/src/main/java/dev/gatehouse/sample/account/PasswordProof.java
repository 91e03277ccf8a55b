package dev.gatehouse.sample.account;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailureReason;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailures;
import dev.gatehouse.lockout.GuardState;
import dev.gatehouse.lockout.LoginAttempt;
import dev.gatehouse.lockout.LoginGuard;
import dev.gatehouse.lockout.LoginVerdict;
import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordVerdict;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.sample.mail.MailTime;
import dev.gatehouse.sample.mail.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The one place where a password is asked for: at log-in, and again before what is sensitive. All of them share one count
 * of failures. Never inside a transaction: the failure is kept although the request fails. Thread-safe.
 */
@Component
public class PasswordProof {

    private final LoginGuard guard;
    private final LoginAttempts attempts;
    private final PasswordHasher hasher;
    private final UserRepository users;
    private final AuthenticationFailures failures;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasswordProof(
            LoginGuard guard,
            LoginAttempts attempts,
            PasswordHasher hasher,
            UserRepository users,
            AuthenticationFailures failures,
            AuditTrail audit,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.guard = guard;
        this.attempts = attempts;
        this.hasher = hasher;
        this.users = users;
        this.failures = failures;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asks a user who is signed in for the password.
     *
     * @param account whose password
     * @param password what was typed
     * @param action what it is asked for, for the audit log
     */
    public void require(Account account, String password, String action) {
        LoginAttempt attempt = attempts.of(account);
        admit(attempt, account, action);
        verify(attempt, account, password, action);
    }

    /**
     * Refuses who is locked, before anything is hashed.
     *
     * @return how many failures count at present
     */
    public int admit(LoginAttempt attempt, @Nullable Account account, String action) {
        LoginVerdict verdict = guard.check(attempt);
        if (verdict.locked()) {
            throw locked(verdict, account, action);
        }
        return verdict.failures();
    }

    /** Refuses a wrong password. An account that does not exist takes as long and is answered alike. */
    public void verify(LoginAttempt attempt, @Nullable Account account, String password, String action) {
        String hash = account == null ? null : account.passwordHash();
        PasswordVerdict verdictOnHash = hasher.verify(password, hash);
        if (verdictOnHash == PasswordVerdict.UNUSABLE_HASH) {
            // No guess, whatever was typed: no lock and no mail for a setting of ours.
            audit.refused(action, AuditOutcome.FAILURE, target(account), "unusable_hash", Map.of());
            throw AccountProblems.invalidCredentials();
        }
        if (!verdictOnHash.matches()) {
            throw failed(guard.failed(attempt), attempt, account, action);
        }
        LoginVerdict verdict = guard.passed(attempt);
        if (verdict.locked()) {
            throw locked(verdict, account, action);
        }
        if (verdictOnHash == PasswordVerdict.MATCH_NEEDS_REHASH && account != null && hash != null) {
            String better = hasher.hash(password);
            transactions.executeWithoutResult(status -> users.replaceHash(account.id(), hash, better));
        }
    }

    /**
     * Refuses a proof that was good when it was given, and was overtaken by another password or the end of the account
     * before it took effect. Answered as a wrong password is, and no failure of whoever had the right one.
     */
    public RuntimeException overtaken(Account account, String action) {
        return refused(account, action);
    }

    private RuntimeException failed(
            LoginVerdict verdict, LoginAttempt attempt, @Nullable Account account, String action) {
        if (verdict.locked()) {
            return locked(verdict, account, action);
        }
        if (verdict.causedLock() && account != null) {
            tellOwner(attempt, account);
        }
        return refused(account, action);
    }

    private RuntimeException refused(@Nullable Account account, String action) {
        failures.count(AuthenticationFailureReason.BAD_CREDENTIALS);
        audit.refused(action, AuditOutcome.FAILURE, target(account), "invalid_credentials", Map.of());
        return AccountProblems.invalidCredentials();
    }

    private RuntimeException locked(LoginVerdict verdict, @Nullable Account account, String action) {
        failures.count(AuthenticationFailureReason.LOCKED);
        audit.refused(action, AuditOutcome.DENIED, target(account), "account_locked", Map.of());
        return AccountProblems.locked(verdict.retryAfter());
    }

    /** An address or a device may be what is locked; that does not concern the owner. */
    private void tellOwner(LoginAttempt attempt, Account account) {
        GuardState state = guard.status(attempt.account());
        Instant until = state.lockedUntil();
        if (until == null || !state.isLocked(clock.instant())) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            outbox.put(
                    account.email(),
                    account.locale(),
                    MailTemplate.ACCOUNT_LOCKED,
                    Map.of("name", account.displayName(), "until", MailTime.of(until)));
            audit.succeededAs("account_locked", account.id(), null, Map.of("locks", Integer.toString(state.locks())));
        });
    }

    private static @Nullable Target target(@Nullable Account account) {
        return account == null ? null : Target.user(account.id());
    }
}
