package dev.gatehouse.flag;

import dev.gatehouse.web.RequestMatcher;

/**
 * Makes some requests depend on a flag. Immutable.
 *
 * @param matcher the requests
 * @param flag the name of the flag
 * @param status what clients get while it is off, 400 to 599
 */
public record FlagRule(RequestMatcher matcher, String flag, int status) {

    /**
     * Checks the status.
     *
     * @throws IllegalArgumentException if it is not that of an error
     */
    public FlagRule {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException(status + " is not the status of an error. Use 400 to 599.");
        }
    }
}
