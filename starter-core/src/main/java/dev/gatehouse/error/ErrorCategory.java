package dev.gatehouse.error;

import java.util.Locale;

/** What kind of error a problem is: the coarse grouping that clients branch on and dashboards count by. */
public enum ErrorCategory {
    /** The caller is not known. */
    AUTHENTICATION,
    /** The caller is known and may not do this. */
    AUTHORIZATION,
    /** The input does not have the form that is asked for. */
    VALIDATION,
    /** The thing asked for is not there. */
    NOT_FOUND,
    /** The request collides with the present state. */
    CONFLICT,
    /** The input is well formed, and a rule of the domain forbids it. */
    BUSINESS_RULE,
    /** The caller asked too often. */
    RATE_LIMIT,
    /** The request breaks HTTP or a limit of this service. */
    REQUEST,
    /** The service cannot do this right now. */
    UNAVAILABLE,
    /** The service failed. */
    INTERNAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the name as it stands in an error body.
     *
     * @return the name in lower snake case
     */
    public String text() {
        return text;
    }
}
