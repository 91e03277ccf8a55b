package dev.gatehouse.autoconfigure.logging;

/** A quote that is written as an entity of HTML. */
final class EscapedQuote {

    private static final String[] ENTITIES = {"&quot;", "&#34;", "&#39;", "&apos;"};

    private EscapedQuote() {}

    /** Goes back over one. */
    static int before(String text, int end) {
        if (end > 0 && text.charAt(end - 1) == ';') {
            for (String entity : ENTITIES) {
                if (text.startsWith(entity, end - entity.length())) {
                    return end - entity.length();
                }
            }
        }
        return end;
    }

    /** Returns the index behind one; the same when there is none. */
    static int behind(String text, int start) {
        if (start < text.length() && text.charAt(start) == '&') {
            for (String entity : ENTITIES) {
                if (text.startsWith(entity, start)) {
                    return start + entity.length();
                }
            }
        }
        return start;
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
