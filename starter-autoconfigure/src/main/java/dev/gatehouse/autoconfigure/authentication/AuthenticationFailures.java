package dev.gatehouse.autoconfigure.authentication;

/**
 * Counts failed authentications as {@code auth_failures_total{reason}}. What Spring Security tells of is counted already; a
 * service calls this for flows of its own. Implementations are thread-safe.
 */
@FunctionalInterface
public interface AuthenticationFailures {

    /**
     * Counts one.
     *
     * @param reason why it failed
     */
    void count(AuthenticationFailureReason reason);
}
