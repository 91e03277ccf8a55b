package dev.gatehouse.sample.access;

import dev.gatehouse.access.CurrentCaller;
import org.springframework.stereotype.Component;

/**
 * Keeps whoever acts for a user away from what decides over the account: its sessions, password, second factor, address and
 * API keys. Else a session that ends within minutes leaves something behind that does not. Thread-safe.
 */
@Component
public class OwnerAlone {

    private final CurrentCaller caller;

    OwnerAlone(CurrentCaller caller) {
        this.caller = caller;
    }

    /**
     * Holds that the user calls, and not somebody for the user.
     *
     * @throws dev.gatehouse.error.ProblemException 403 {@code impersonated} if somebody else does
     */
    public void require() {
        if (caller.require().actingUserId() != null) {
            throw AccessProblems.impersonated();
        }
    }
}
