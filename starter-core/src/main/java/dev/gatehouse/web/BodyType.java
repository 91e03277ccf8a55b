package dev.gatehouse.web;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code Content-Type} makes of a body (RFC 9110, 8.3.1). Containers take forms and parts apart past every wrapper
 * of the request, and some read them into what is no media type at all ({@code ;multipart/form-data}). So the reading
 * here is the strict one, and the same for all who decide by it.
 */
public enum BodyType {
    /** None of the others, or no type: the body is what the application reads. */
    PLAIN,
    /** A form, {@code application/x-www-form-urlencoded}. */
    FORM,
    /** Parts of any kind. */
    MULTIPART,
    /** No media type: a container may read anything into it. */
    MALFORMED;

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final String MULTIPART_TYPE = "multipart";

    /**
     * Reads a type.
     *
     * @param contentType the value of {@code Content-Type}, or null if there is none
     * @return what it says; a blank value says no more than none
     */
    public static BodyType of(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return PLAIN;
        }
        int slash = contentType.indexOf('/');
        int end = endOfType(contentType);
        if (slash < 0 || !HttpToken.matches(contentType, 0, slash) || !HttpToken.matches(contentType, slash + 1, end)) {
            return MALFORMED;
        }
        if (begins(contentType, MULTIPART_TYPE, slash)) {
            return MULTIPART;
        }
        return begins(contentType, FORM_TYPE, end) ? FORM : PLAIN;
    }

    private static int endOfType(String contentType) {
        int end = contentType.indexOf(';');
        if (end < 0) {
            end = contentType.length();
        }
        while (end > 0 && (contentType.charAt(end - 1) == ' ' || contentType.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }

    private static boolean begins(String contentType, String name, int length) {
        return length == name.length() && contentType.regionMatches(true, 0, name, 0, length);
    }
}
