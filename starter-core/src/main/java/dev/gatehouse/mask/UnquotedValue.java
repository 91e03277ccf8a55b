package dev.gatehouse.mask;

/**
 * Finds the end of a value without quotes. Passwords are made of the same marks that stand behind values; so a mark ends a value only
 * where the text around it seems to go on: at a blank, at the end, at a further name.
 */
final class UnquotedValue {

    /** What may stand between a value and that with which the text goes on. */
    private static final String MARKS = ",;)]}({[\"'\\.:!?&";

    private static final String ENDS = ",;)]}";
    private static final String BEHIND_QUOTE = ",;)]}:>\\";
    private static final String[] ENTITIES = {"&amp;", "&lt;", "&gt;"};

    private UnquotedValue() {}

    /**
     * Returns the index behind the value.
     *
     * @param equals whether names and values are told apart by an equals sign rather than a colon
     * @param query whether the value is one of a query of a URL, where {@code &} always ends it
     */
    static int end(String text, int start, boolean equals, boolean query) {
        int i = start;
        while (i < text.length() && text.charAt(i) > ' ') {
            char c = text.charAt(i);
            if (ENDS.indexOf(c) >= 0) {
                int behind = behindMarks(text, i);
                if (goesOn(text, behind, equals)) {
                    return i;
                }
                i = behind;
            } else if (i == start ? isEndAtStart(text, i, c, equals, query) : isEnd(text, i, c, equals, query)) {
                return c == '"' || c == '\'' ? Math.max(start, i - QuotedValue.backslashesBefore(text, i)) : i;
            } else {
                i++;
            }
        }
        return i;
    }

    /** A number or a word of JSON has no marks in it. */
    static int endOfLiteral(String text, int start) {
        int i = start;
        while (i < text.length() && isLiteral(text.charAt(i))) {
            i++;
        }
        return isEndOfText(text, i) || ENDS.indexOf(text.charAt(i)) >= 0 ? i : end(text, i, false, false);
    }

    private static boolean isLiteral(char c) {
        return c == '+' || SecretNames.isNamePart(c);
    }

    private static boolean isEnd(String text, int i, char c, boolean equals, boolean query) {
        return switch (c) {
            case '&' -> query || isEntity(text, i) || goesOn(text, i + 1, equals);
            case '<' -> isTag(text, i);
            case '"', '\'' -> isEndOfText(text, i + 1) || BEHIND_QUOTE.indexOf(text.charAt(i + 1)) >= 0;
            default -> false;
        };
    }

    /** A tag that opens may be around the value, or be the value. */
    private static boolean isEndAtStart(String text, int i, char c, boolean equals, boolean query) {
        return c == '<' ? text.startsWith("/", i + 1) : isEnd(text, i, c, equals, query);
    }

    private static int behindMarks(String text, int mark) {
        int i = mark;
        while (i < text.length() && MARKS.indexOf(text.charAt(i)) >= 0 && !isLineBreak(text, i)) {
            i = Math.max(i + 1, EscapedQuote.behind(text, i));
        }
        return i;
    }

    private static boolean goesOn(String text, int i, boolean equals) {
        return isEndOfText(text, i) || isLineBreak(text, i) || isTag(text, i) || isName(text, i, equals);
    }

    private static boolean isEndOfText(String text, int i) {
        return i == text.length() || text.charAt(i) <= ' ';
    }

    /** Tells whether a line break is written as an escape here. */
    private static boolean isLineBreak(String text, int i) {
        return text.startsWith("\\n", i) || text.startsWith("\\r", i);
    }

    private static boolean isEntity(String text, int i) {
        for (String entity : ENTITIES) {
            if (text.startsWith(entity, i)) {
                return true;
            }
        }
        return EscapedQuote.behind(text, i) > i;
    }

    private static boolean isTag(String text, int i) {
        if (text.charAt(i) != '<') {
            return false;
        }
        if (text.startsWith("/", i + 1) || text.startsWith("!--", i + 1)) {
            return true;
        }
        int end = i + 1;
        int limit = Math.min(text.length(), i + SecretNames.MAX_LENGTH);
        while (end < limit && SecretNames.isNamePart(text.charAt(end))) {
            end++;
        }
        return text.startsWith(">", end) || text.startsWith("/>", end);
    }

    /** Names of forms may have brackets. One in quotes is of JSON, whatever is used around it. */
    private static boolean isName(String text, int start, boolean equals) {
        boolean form = text.charAt(start - 1) == '&';
        int end = start;
        int limit = Math.min(text.length(), start + SecretNames.MAX_LENGTH);
        while (end < limit && isName(text.charAt(end), form)) {
            end++;
        }
        int quote = QuotedValue.quote(text, end);
        int behind = quote < 0 ? EscapedQuote.behind(text, end) : quote + 1;
        if (end == start || behind >= text.length()) {
            return false;
        }
        char separator = text.charAt(behind);
        boolean quoted = behind > end;
        return (separator == '=' && (equals || quoted)) || (separator == ':' && (!equals || quoted));
    }

    private static boolean isName(char c, boolean form) {
        return SecretNames.isNamePart(c) || (form && (c == '[' || c == ']' || c == '%'));
    }
}
