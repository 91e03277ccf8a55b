package dev.gatehouse.sample.session;

import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.access.Delegation;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.account.Accounts;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of others, for administrators. */
@Service
class SessionAdminService {

    private static final String REASON = "ended_by_admin";

    private final Sessions sessions;
    private final Accounts accounts;
    private final UserRights rights;
    private final Delegation delegation;

    SessionAdminService(Sessions sessions, Accounts accounts, UserRights rights, Delegation delegation) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.rights = rights;
        this.delegation = delegation;
    }

    @Transactional(readOnly = true)
    SessionList list(UUID userId) {
        requireUser(userId);
        return new SessionList(sessions.liveOf(userId).stream()
                .map(session -> SessionResponse.of(session, null))
                .toList());
    }

    @Transactional
    void endAll(UUID userId) {
        requireBelow(userId);
        sessions.endAll(userId, null, REASON);
    }

    @Transactional
    void end(UUID userId, UUID id) {
        requireBelow(userId);
        if (!sessions.endOwn(userId, id, REASON)) {
            throw SessionProblems.notFound();
        }
    }

    private void requireBelow(UUID userId) {
        rights.lock();
        requireUser(userId);
        delegation.requireOver(userId);
    }

    private void requireUser(UUID userId) {
        if (accounts.find(userId).isEmpty()) {
            throw ProblemException.notFound("The user does not exist.");
        }
    }
}
