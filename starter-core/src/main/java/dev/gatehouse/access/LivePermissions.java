package dev.gatehouse.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what callers may do right now; the one part of access control that a service has to write. Asked once for each request
 * that brings a good credential, so that a log-out, a disabled user or a withdrawn role acts at the next request. Nothing that
 * stands in a token is ever taken for a permission.
 *
 * <p>Wildcards and parent roles are expanded here: permissions are compared exactly. A name that starts with {@code FACTOR_},
 * {@code ROLE_} or {@code SCOPE_} has a meaning of its own in Spring Security; such names are left out. While something has to be
 * done first, such as setting up a second factor, give fewer permissions. Implementations are thread-safe.
 */
public interface LivePermissions {

    /**
     * Says what a user may do in a session.
     *
     * @param userId the user
     * @param sessionId the session, which has to be one of that user
     * @return the permissions; null if the session has ended or the user is no longer good, and then the request gets 401
     */
    @Nullable
    Set<String> ofSession(UUID userId, UUID sessionId);

    /**
     * Says what a user may do whose API key is used; the key may do what stands both here and in its scopes.
     *
     * @param userId the owner of the key
     * @return the permissions; null if the user is no longer good, and then the request gets 401
     */
    @Nullable
    Set<String> ofUser(UUID userId);

    /**
     * Says whether a user has set up a second factor. Asked where a recent log-in is needed, unless its methods have {@code mfa}
     * or {@code otp}.
     *
     * @param userId the user
     * @return true if a log-in without that factor is not enough there
     */
    boolean hasSecondFactor(UUID userId);
}
