package dev.gatehouse.access;

import java.security.Principal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and what they may do at this moment. Immutable.
 *
 * @param userId the user, or the owner of the API key; also the name of the principal
 * @param sessionId the session of the user; null for an API key
 * @param apiKeyId the public part of the API key; null for a user
 * @param authenticatedAt when the user last proved who they are; null if unknown and for an API key
 * @param methods how (RFC 8176), e.g. {@code pwd} and {@code otp}; empty for an API key
 * @param actingUserId who acts for the user (RFC 8693, 4.1); null if the user acts
 * @param permissions what the caller may do, e.g. {@code users:read}
 */
public record Caller(
        UUID userId,
        @Nullable UUID sessionId,
        @Nullable String apiKeyId,
        @Nullable Instant authenticatedAt,
        Set<String> methods,
        @Nullable UUID actingUserId,
        Set<String> permissions)
        implements Principal {

    /** Copies the sets. */
    public Caller {
        methods = Set.copyOf(methods);
        permissions = Set.copyOf(permissions);
    }

    /**
     * Tells whether a program calls, by an API key.
     *
     * @return true if it does, false for a user
     */
    public boolean isApiKey() {
        return apiKeyId != null;
    }

    /**
     * Tells whether the caller holds a permission.
     *
     * @param permission the permission, compared exactly
     * @return true if so
     */
    public boolean may(String permission) {
        return permissions.contains(permission);
    }

    @Override
    public String getName() {
        return userId.toString();
    }
}
