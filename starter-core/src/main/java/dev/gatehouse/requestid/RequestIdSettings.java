package dev.gatehouse.requestid;

import dev.gatehouse.web.HttpToken;

/**
 * How request ids look and where they stand. An id consists of ASCII letters, digits, {@code .}, {@code _} and
 * {@code -}, so that it can stand in a header, a log line, a URL and a SQL comment as it is.
 *
 * @param header the header that carries the id, in both directions; an HTTP token of at most 64 characters
 * @param mdcKey the key of the id in the logging context (MDC); letters, digits, {@code .}, {@code _} and {@code -}, at
 *     most 64
 * @param maxLength the longest inbound id in characters, 1 to 128
 * @param onInvalid what happens to a request whose id does not have this form
 */
public record RequestIdSettings(String header, String mdcKey, int maxLength, InvalidIdPolicy onInvalid) {

    static final int MAX_LENGTH = 128;
    private static final int MAX_NAME_LENGTH = 64;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if a name or the length is outside its bounds
     */
    public RequestIdSettings {
        if (header.length() > MAX_NAME_LENGTH || !HttpToken.matches(header)) {
            throw new IllegalArgumentException(
                    "'" + header + "' is not a header name. Write an HTTP token such as X-Request-ID.");
        }
        if (!isId(mdcKey, MAX_NAME_LENGTH)) {
            throw new IllegalArgumentException("'" + mdcKey + "' cannot be the key of the request id in logs. Write 1"
                    + " to 64 letters, digits, '.', '_' or '-', e.g. request_id.");
        }
        if (maxLength < 1 || maxLength > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    maxLength + " cannot be the greatest length of a request id. Write a number from 1 to 128.");
        }
    }

    /**
     * Returns the settings that hold when nothing is configured.
     *
     * @return {@code X-Request-ID}, {@code request_id}, 64 characters, invalid ids are replaced
     */
    public static RequestIdSettings defaults() {
        return new RequestIdSettings("X-Request-ID", "request_id", 64, InvalidIdPolicy.REGENERATE);
    }

    /** Tells whether an inbound value may be used as the id. */
    boolean allows(String value) {
        return isId(value, maxLength);
    }

    static boolean isId(String text, int maxLength) {
        if (text.isEmpty() || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
