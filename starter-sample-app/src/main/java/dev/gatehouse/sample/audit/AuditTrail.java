package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditOutcome;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what was done. Actor, session, API key, address, agent and request id are those of the running request; a
 * job without a request is the system itself. Thread-safe.
 */
public interface AuditTrail {

    /**
     * Notes an action that went through, in the transaction that it happens in: neither is there without the other.
     *
     * @param action what, e.g. {@code role_assigned}
     * @param target what it was done to; null if it was done to nothing in particular
     * @param details whatever else; no secret, no personal data
     */
    void succeeded(String action, @Nullable Target target, Map<String, String> details);

    /**
     * Notes an action that was refused or failed, in a transaction of its own, at once: that of the action rolls back.
     * Its connection comes from a small pool of its own, so that it can be called anywhere.
     *
     * @param action what was tried
     * @param outcome how it ended
     * @param target what it was tried on; null if nothing in particular
     * @param reason why it ended so, from a closed set
     * @param details whatever else; no secret, no personal data
     */
    void refused(
            String action, AuditOutcome outcome, @Nullable Target target, String reason, Map<String, String> details);

    /**
     * Notes an action of a user who is not signed in (yet), e.g. a log-in. In the transaction that it happens in.
     *
     * @param action what
     * @param userId who
     * @param sessionId the session that began with it; null if none did
     * @param details whatever else; no secret, no personal data
     */
    void succeededAs(String action, UUID userId, @Nullable UUID sessionId, Map<String, String> details);

    /**
     * Notes an action that was refused to an API key, which signs nobody in any more. As {@link #refused}.
     *
     * @param action what was tried
     * @param ownerId whose key it is
     * @param keyId the id that the key shows
     * @param target what it was tried on
     * @param reason why it was refused, from a closed set
     */
    void refusedToKey(String action, UUID ownerId, String keyId, Target target, String reason);

    /**
     * Erases what the log knows of a person who is gone, beside the id. In the transaction that it happens in.
     *
     * @param userId who
     */
    void redact(UUID userId);

    /**
     * A thing that something was done to.
     *
     * @param type what kind, e.g. {@code user}
     * @param id which one
     */
    record Target(String type, String id) {

        /** Names a user. */
        public static Target user(UUID id) {
            return new Target("user", id.toString());
        }
    }
}
