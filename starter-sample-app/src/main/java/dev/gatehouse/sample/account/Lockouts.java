package dev.gatehouse.sample.account;

import dev.gatehouse.lockout.GuardState;
import dev.gatehouse.lockout.LoginAttempt;
import dev.gatehouse.lockout.LoginGuard;
import dev.gatehouse.net.IpAddress;
import dev.gatehouse.sample.access.Delegation;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.db.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What administrators see and lift of lockouts. */
@Service
class Lockouts {

    static final String UNLOCKED = "account_unlocked";

    private static final String ADDRESS_UNLOCKED = "address_unlocked";
    private static final String ADDRESS = "ip:";

    /** No longer that of one household, which the audit log would keep. */
    private static final int NETWORK_OF_IPV4 = 24;

    private static final int NETWORK_OF_IPV6 = 48;

    private static final int MAX_ADDRESSES = 100;

    private final LoginIds loginIds;
    private final LoginAttempts attempts;
    private final LoginGuard guard;
    private final UserRights rights;
    private final Delegation delegation;
    private final AuditTrail audit;
    private final JdbcClient database;
    private final Clock clock;

    Lockouts(
            LoginIds loginIds,
            LoginAttempts attempts,
            LoginGuard guard,
            UserRights rights,
            Delegation delegation,
            AuditTrail audit,
            JdbcClient database,
            Clock clock) {
        this.loginIds = loginIds;
        this.attempts = attempts;
        this.guard = guard;
        this.rights = rights;
        this.delegation = delegation;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    LockoutStatus status(String loginId) {
        Instant now = clock.instant();
        String subject = subject(loginIds.find(loginId), loginId);
        GuardState state = guard.status(subject);
        return new LockoutStatus(
                state.isLocked(now),
                guard.check(new LoginAttempt(subject, null, null)).failures(),
                state.isLocked(now) ? state.lockedUntil() : null,
                state.locks(),
                lockedAddresses(now));
    }

    @Transactional
    void unlock(String loginId, String reason) {
        rights.lock();
        Optional<User> user = loginIds.find(loginId);
        user.map(User::id).ifPresent(delegation::requireOver);
        guard.unlock(subject(user, loginId));
        audit.succeeded(UNLOCKED, target(user), Map.of("reason", reason));
    }

    @Transactional
    void unlockAddress(IpAddress address, String reason) {
        guard.unlockAddress(address);
        audit.succeeded(ADDRESS_UNLOCKED, network(address), Map.of("reason", reason));
    }

    private static Target network(IpAddress address) {
        int length = address.isV4() ? NETWORK_OF_IPV4 : NETWORK_OF_IPV6;
        return new Target("network", address.network(length) + "/" + length);
    }

    /** Whose login it is, for the audit log; null if nobody's. */
    @Transactional(readOnly = true)
    @Nullable
    Target target(String loginId) {
        return target(loginIds.find(loginId));
    }

    private static @Nullable Target target(Optional<User> user) {
        return user.map(User::id).map(Target::user).orElse(null);
    }

    private String subject(Optional<User> user, String typed) {
        return user.map(known -> attempts.subject(known.id())).orElseGet(() -> attempts.subject(typed));
    }

    private List<String> lockedAddresses(Instant now) {
        return database
                .sql("""
                        select subject from login_guard where locked_until > :now and subject like :addresses
                        order by locked_until desc limit :limit""")
                .param("now", SqlTime.of(now))
                .param("addresses", ADDRESS + "%")
                .param("limit", MAX_ADDRESSES)
                .query(String.class)
                .list()
                .stream()
                .map(subject -> subject.substring(ADDRESS.length()))
                .toList();
    }
}
