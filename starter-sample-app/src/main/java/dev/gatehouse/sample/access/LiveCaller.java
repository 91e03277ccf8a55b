package dev.gatehouse.sample.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.error.ProblemException;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks once more who calls, behind a lock: whoever was shut out while their request waited must leave nothing behind that
 * outlives their session. Everything that ends sessions locks the row of the user, and everything that takes rights away
 * the lock of {@link UserRights#lock}; so hold one of these before you ask, and ask before you change anything. Thread-safe.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class LiveCaller {

    private final CurrentCaller caller;
    private final LivePermissions live;

    LiveCaller(CurrentCaller caller, LivePermissions live) {
        this.caller = caller;
        this.live = live;
    }

    /**
     * Holds that the session of the caller has not ended, and that the account may still be used.
     *
     * @throws ProblemException 401 if not
     */
    public void require() {
        permissions();
    }

    /**
     * Tells what the caller may do at this moment.
     *
     * @return names of permissions, expanded
     * @throws ProblemException 401 if the session has ended, or the account may not be used any more
     */
    public Set<String> permissions() {
        Caller who = caller.require();
        UUID session = who.sessionId();
        Set<String> permissions = session == null ? live.ofUser(who.userId()) : live.ofSession(who.userId(), session);
        if (permissions == null) {
            throw ProblemException.authentication("Sign in again: what you called with has ended.");
        }
        return permissions;
    }
}
