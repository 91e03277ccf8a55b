package dev.gatehouse.mask;

/** A quote that is written as several characters: as an entity of HTML, or encoded as in URLs or JSON. */
final class EscapedQuote {

    private static final String[] ENTITIES = {"&quot;", "&#34;", "&#39;", "&apos;"};
    private static final String[] ENCODED = {"%22", "%27", "%2522", "%2527"};
    private static final String[] OF_JSON = {"\\u0022", "\\u0027"};
    private static final String[] NONE = {};

    private EscapedQuote() {}

    /** Goes back over one. */
    static int before(String text, int end) {
        char last = end == 0 ? ' ' : text.charAt(end - 1);
        if (last == ';') {
            return before(text, end, ENTITIES);
        }
        if (last != '2' && last != '7') {
            return end;
        }
        int start = before(text, end, ENCODED);
        return start < end ? start : before(text, end, OF_JSON);
    }

    private static int before(String text, int end, String[] quotes) {
        for (String quote : quotes) {
            if (text.startsWith(quote, end - quote.length())) {
                return end - quote.length();
            }
        }
        return end;
    }

    /** Returns the index behind one; the same when there is none. */
    static int behind(String text, int start) {
        for (String quote : startingLike(text, start)) {
            if (text.startsWith(quote, start)) {
                return start + quote.length();
            }
        }
        return start;
    }

    private static String[] startingLike(String text, int start) {
        return switch (start < text.length() ? text.charAt(start) : ' ') {
            case '&' -> ENTITIES;
            case '%' -> ENCODED;
            case '\\' -> OF_JSON;
            default -> NONE;
        };
    }

    /** A value ends with the next one, or with its line. */
    static int endOfValue(String text, int start, boolean path) {
        int i = start;
        while (i < text.length()
                && !NamedValue.isLineBreak(text.charAt(i))
                && !(path && text.charAt(i) <= ' ')
                && behind(text, i) == i) {
            i++;
        }
        return i;
    }
}
