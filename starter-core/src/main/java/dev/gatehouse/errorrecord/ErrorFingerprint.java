package dev.gatehouse.errorrecord;

import dev.gatehouse.digest.Sha256;
import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorSeverity;

/**
 * What errors of one group have in common. Holds names of the code only, never a message or text of a client. Immutable.
 *
 * @param error the class of the exception, or the error code where there was none; at most 200 characters
 * @param route the template of the route, e.g. {@code /orders/{id}}, or {@link #NO_ROUTE}; at most 200 characters
 * @param category what kind of error it is
 * @param severity how bad it is for the service
 */
public record ErrorFingerprint(String error, String route, ErrorCategory category, ErrorSeverity severity) {

    /** Stands for the route of a request that matched none. */
    public static final String NO_ROUTE = "none";

    private static final int LONGEST = 200;
    private static final int ID_BYTES = 8;

    /** Shortens what is too long. */
    public ErrorFingerprint {
        error = shortened(error);
        route = shortened(route);
    }

    /**
     * Returns the name of the group: the same on every instance and after every start.
     *
     * @return 16 hexadecimal digits
     */
    public String id() {
        String text = String.join("\n", error, route, category.text(), severity.text());
        return Sha256.hex(text, ID_BYTES);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
