package dev.gatehouse.password;

import org.jspecify.annotations.Nullable;

/**
 * What others may know of the user whose password it becomes. Immutable.
 *
 * @param username the user name, if there is one
 * @param email the e-mail address, if there is one; it counts as a whole and by its parts, those of the domain, too
 * @param displayName the name shown to others, if there is one
 */
public record PasswordOwner(
        @Nullable String username,
        @Nullable String email,
        @Nullable String displayName) {

    /** Nobody in particular. */
    public static final PasswordOwner UNKNOWN = new PasswordOwner(null, null, null);
}
