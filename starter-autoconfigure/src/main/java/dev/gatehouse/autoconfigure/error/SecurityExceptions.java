package dev.gatehouse.autoconfigure.error;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/** Knows Spring Security's own exceptions. Loaded only where Spring Security is on the class path. */
final class SecurityExceptions {

    private SecurityExceptions() {}

    static boolean isAccessException(Exception exception) {
        return exception instanceof AccessDeniedException || exception instanceof AuthenticationException;
    }
}
