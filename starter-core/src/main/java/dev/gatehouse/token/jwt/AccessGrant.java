package dev.gatehouse.token.jwt;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For whom and what an access token is issued. No roles and no personal data: they would outlive their change. Immutable.
 *
 * @param subject the user
 * @param session the session, by which a log-out acts at once
 * @param authTime when the user last proved who they are
 * @param methods how (RFC 8176): {@code pwd}, {@code otp}, {@code mfa} …; at least one
 * @param actor who acts for the subject (RFC 8693, 4.1); null without impersonation
 */
public record AccessGrant(
        UUID subject,
        UUID session,
        Instant authTime,
        List<String> methods,
        @Nullable UUID actor) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if no method is named, or one of them is blank
     */
    public AccessGrant {
        methods = List.copyOf(methods);
        if (methods.isEmpty() || methods.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("An access token says how the user logged in. Name a method, e.g. pwd.");
        }
    }
}
