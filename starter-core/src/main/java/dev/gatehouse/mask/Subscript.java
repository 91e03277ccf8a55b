package dev.gatehouse.mask;

/** What stands in brackets behind a name, which may be encoded as in a URL: {@code passwords[0]}, {@code user%5Bpassword%5D}. */
final class Subscript {

    /** More of them are no name. */
    static final int MAX_DEPTH = 3;

    private static final int MAX_LENGTH = 64;
    private static final int ENCODED = 3;

    private Subscript() {}

    /** Returns the length of the bracket that closes right before an index, or 0. */
    static int bracket(String text, int end) {
        char last = end == 0 ? ' ' : text.charAt(end - 1);
        if (last == ']') {
            return 1;
        }
        return (last == 'D' || last == 'd') && text.startsWith("%5", end - ENCODED) ? ENCODED : 0;
    }

    /** Returns the index of the bracket that opens before one that closes, or -1. */
    static int opening(String text, int close, int bracket) {
        int limit = Math.max(0, close - MAX_LENGTH);
        for (int i = close - 1; i >= limit && text.charAt(i) > ' '; i--) {
            if (bracket == ENCODED ? text.regionMatches(true, i, "%5B", 0, ENCODED) : text.charAt(i) == '[') {
                return i;
            }
        }
        return -1;
    }

    static boolean isIndex(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
