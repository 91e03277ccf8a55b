package dev.gatehouse.limits;

import org.jspecify.annotations.Nullable;

/**
 * A set of media types: {@code application/json}, {@code image/*}, {@code application/*+json} or {@code *}{@code /*}.
 * Compared without case and without parameters (RFC 9110, 8.3.1). Immutable.
 */
public final class MediaRange {

    private final String text;
    private final String type;
    private final String subtype;

    private MediaRange(String text, String type, String subtype) {
        this.text = text;
        this.type = type;
        this.subtype = subtype;
    }

    /**
     * Reads a range.
     *
     * @param text the range
     * @return the range
     * @throws IllegalArgumentException if it is none; the message shows the form
     */
    public static MediaRange of(String text) {
        int slash = text.indexOf('/');
        String type = slash < 0 ? "" : text.substring(0, slash);
        String subtype = slash < 0 ? "" : text.substring(slash + 1);
        boolean any = type.equals("*");
        if ((!any && !isToken(type)) || (any && !subtype.equals("*")) || !isSubtype(subtype)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a media type. Write e.g. application/json, image/* or application/*+json.");
        }
        return new MediaRange(text, type, subtype);
    }

    private static boolean isSubtype(String subtype) {
        return subtype.equals("*") || isToken(subtype.startsWith("*+") ? subtype.substring(2) : subtype);
    }

    /** RFC 9110, 5.6.2, but for the star. */
    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!alphanumeric && "!#$%&'+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Tells whether a body is of one of these types.
     *
     * @param contentType the value of {@code Content-Type}, or null if there is none
     * @return true if it is; no type is in no range
     */
    public boolean includes(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int slash = contentType.indexOf('/');
        if (slash < 0) {
            return false;
        }
        if (type.equals("*")) {
            return true;
        }
        if (slash != type.length() || !contentType.regionMatches(true, 0, type, 0, slash)) {
            return false;
        }
        int end = endOfSubtype(contentType, slash + 1);
        if (subtype.equals("*")) {
            return end > slash + 1;
        }
        if (subtype.startsWith("*+")) {
            int start = end - (subtype.length() - 1);
            return start > slash + 1 && contentType.regionMatches(true, start, subtype, 1, subtype.length() - 1);
        }
        return end - slash - 1 == subtype.length()
                && contentType.regionMatches(true, slash + 1, subtype, 0, subtype.length());
    }

    private static int endOfSubtype(String contentType, int start) {
        int end = contentType.indexOf(';', start);
        if (end < 0) {
            end = contentType.length();
        }
        while (end > start && (contentType.charAt(end - 1) == ' ' || contentType.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MediaRange range && text.equalsIgnoreCase(range.text);
    }

    @Override
    public int hashCode() {
        return text.toLowerCase(java.util.Locale.ROOT).hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
