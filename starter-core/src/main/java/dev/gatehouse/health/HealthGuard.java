package dev.gatehouse.health;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers in who show a token, and users with the right to it. Thread-safe.
 *
 * @param token the token; null if there is none
 * @param users finds out about users who are logged in
 */
public record HealthGuard(@Nullable HealthToken token, Users users) {

    /** What a caller may do as the user it is logged in as. */
    public enum Standing {
        /** Nobody is logged in. */
        ANONYMOUS,
        /** Somebody without the right to it. */
        FORBIDDEN,
        /** Somebody with the right to it. */
        ADMITTED
    }

    /** Finds out about users who are logged in. */
    @FunctionalInterface
    public interface Users {

        /**
         * Looks at the user of a request.
         *
         * @param request the request, behind authentication
         * @return what the user may do
         */
        Standing of(HttpServletRequest request);
    }

    boolean admitsToken(HttpServletRequest request) {
        return token != null && token.isShownBy(request);
    }
}
