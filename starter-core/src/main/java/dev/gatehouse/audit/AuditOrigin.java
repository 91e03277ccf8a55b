package dev.gatehouse.audit;

import org.jspecify.annotations.Nullable;

/**
 * Where an action came from. The address, the agent and the label are personal data, which may have to be erased.
 *
 * @param sessionId the session, if there was one
 * @param apiKeyId the public part of the API key, if there was one
 * @param requestId the id of the request, if there was one
 * @param address the address of the client, if known
 * @param userAgent what the client says of itself, if it does
 * @param label a name for the actor or the device that people read, if there is one
 */
public record AuditOrigin(
        @Nullable String sessionId,
        @Nullable String apiKeyId,
        @Nullable String requestId,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String label) {

    /** From within the service. */
    public static final AuditOrigin INTERNAL = new AuditOrigin(null, null, null, null, null, null);

    AuditOrigin redacted() {
        return new AuditOrigin(sessionId, apiKeyId, requestId, null, null, null);
    }
}
