package dev.gatehouse.error;

import java.util.Locale;

/** How bad an error is for the service, not for the caller. */
public enum ErrorSeverity {
    /** Everyday: the caller made a mistake. */
    INFO,
    /** Worth a look when it becomes frequent: refusals of access, limits. */
    WARNING,
    /** The service failed one request. */
    ERROR,
    /** The service fails many requests. */
    CRITICAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the name as it stands in an error body.
     *
     * @return the name in lower case
     */
    public String text() {
        return text;
    }
}
