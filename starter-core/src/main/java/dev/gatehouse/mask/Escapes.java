package dev.gatehouse.mask;

/** Characters that are written as several, in JSON ({@code \n}, {@code u0026}) or URLs ({@code %20}, {@code %2520}). */
final class Escapes {

    private static final String OF_JSON = "nrtbf";

    private Escapes() {}

    /** Tells whether an escape ends right before an index. */
    static boolean endsAt(String text, int i) {
        if (i >= 2 && text.charAt(i - 2) == '\\' && OF_JSON.indexOf(text.charAt(i - 1)) >= 0) {
            return true;
        }
        if (i >= 6 && text.startsWith("\\u", i - 6) && isHex(text, i - 4, 4)) {
            return true;
        }
        if (i < 3 || !isHex(text, i - 2, 2)) {
            return false;
        }
        int start = i - 2;
        while (text.startsWith("25", start - 2)) {
            start -= 2;
        }
        return start > 0 && text.charAt(start - 1) == '%';
    }

    /** Returns the index behind an escape whose first character stands right before an index; the same when there is none. */
    static int behind(String text, int i) {
        char before = i == 0 || i == text.length() ? ' ' : text.charAt(i - 1);
        if (before == '\\') {
            if (text.charAt(i) == 'u' && isHex(text, i + 1, 4)) {
                return i + 5;
            }
            return OF_JSON.indexOf(text.charAt(i)) >= 0 ? i + 1 : i;
        }
        if (before != '%') {
            return i;
        }
        int start = i;
        while (text.startsWith("25", start)) {
            start += 2;
        }
        return isHex(text, start, 2) ? start + 2 : start;
    }

    /** Returns the index behind an equals sign or a colon that is written as in URLs here, or -1. */
    static int behindSeparator(String text, int percent) {
        int i = percent + 1;
        while (text.startsWith("25", i)) {
            i += 2;
        }
        boolean separator = text.regionMatches(true, i, "3D", 0, 2) || text.regionMatches(true, i, "3A", 0, 2);
        return separator ? i + 2 : -1;
    }

    /** Tells whether an equals sign is written as one that starts here. */
    static boolean isEquals(String text, int i) {
        return text.regionMatches(true, i, "\\u003d", 0, 6);
    }

    private static boolean isHex(String text, int start, int length) {
        if (start < 0 || start + length > text.length()) {
            return false;
        }
        for (int i = start; i < start + length; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
