package dev.gatehouse.autoconfigure.access;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call an endpoint.
 *
 * @param access whether it is open, guarded or closed
 * @param permissions what a caller has to hold; empty for nothing in particular
 * @param usersOnly whether API keys are refused
 * @param maxAge how old the log-in may be; null for any
 * @param knowsCaller whether an open endpoint wants to know who calls
 */
record EndpointRule(
        Access access,
        Set<String> permissions,
        boolean usersOnly,
        @Nullable Duration maxAge,
        boolean knowsCaller) {

    /** Nothing is said, so nobody may. */
    static final EndpointRule CLOSED = new EndpointRule(Access.CLOSED, Set.of(), false, null, false);

    static final EndpointRule PUBLIC = open(false);

    /** Nothing that anybody wrote runs there; who it is that asks has to be known all the same. */
    static final EndpointRule ANY_CALLER = guarded(Set.of(), false, null);

    /** A filter behind the chain decides, and wants to know who calls. */
    static final EndpointRule SELF_GUARDED = new EndpointRule(Access.SELF_GUARDED, Set.of(), false, null, true);

    enum Access {
        PUBLIC,
        SELF_GUARDED,
        GUARDED,
        CLOSED
    }

    static EndpointRule open(boolean knowsCaller) {
        return new EndpointRule(Access.PUBLIC, Set.of(), false, null, knowsCaller);
    }

    static EndpointRule guarded(Set<String> permissions, boolean usersOnly, @Nullable Duration maxAge) {
        return new EndpointRule(Access.GUARDED, permissions, usersOnly, maxAge, false);
    }

    boolean isClosed() {
        return access == Access.CLOSED;
    }

    boolean isPublic() {
        return access == Access.PUBLIC || access == Access.SELF_GUARDED;
    }

    boolean takesApiKeys() {
        return access != Access.PUBLIC;
    }
}
