package dev.gatehouse.sample.session;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.autoconfigure.account.AccountProperties;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.access.Delegation;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.account.Account;
import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.db.RowId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins sessions in which somebody acts as a user. The user has not logged in, so that nothing which needs a recent
 * log-in is within reach; the session ends by itself, and as soon as either of the two may no longer.
 */
@Service
class Impersonation {

    private final Duration life;
    private final SessionTable sessions;
    private final TokenIssuer tokens;
    private final Accounts accounts;
    private final UserRights rights;
    private final Delegation delegation;
    private final CurrentCaller caller;
    private final AuditTrail audit;
    private final Clock clock;

    Impersonation(
            AccountProperties properties,
            SessionTable sessions,
            TokenIssuer tokens,
            Accounts accounts,
            UserRights rights,
            Delegation delegation,
            CurrentCaller caller,
            AuditTrail audit,
            Clock clock) {
        this.life = properties.impersonation().ttl();
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.rights = rights;
        this.delegation = delegation;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Tokens begin(UUID userId, String reason) {
        Caller impersonator = caller.require();
        rights.lock();
        // What ends the sessions of who acts ends those begun by them, too: it must not miss one.
        accounts.lock(impersonator.userId());
        delegation.requireOther(userId);
        if (accounts.find(userId).filter(Account::usable).isEmpty()) {
            throw ProblemException.notFound("There is no such active user.");
        }
        delegation.requireOver(userId);
        Session session = session(userId, impersonator);
        sessions.insert(session, session.expiresAt());
        audit.succeeded(
                "impersonated",
                Target.user(userId),
                Map.of("reason", reason, "session", session.id().toString()));
        return tokens.tokens(session, null);
    }

    private Session session(UUID userId, Caller impersonator) {
        Instant now = clock.instant();
        return new Session(
                RowId.next(),
                userId,
                now,
                now,
                now.plus(life),
                List.copyOf(impersonator.methods()),
                Instant.EPOCH,
                null,
                null,
                "impersonation",
                impersonator.userId());
    }
}
