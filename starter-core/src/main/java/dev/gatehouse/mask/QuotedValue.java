package dev.gatehouse.mask;

import dev.gatehouse.mask.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** Finds the end of a value in quotes, which may stand behind backslashes: JSON inside of JSON. */
final class QuotedValue {

    private static final int MAX_QUOTES = 16;

    private QuotedValue() {}

    /** Returns the index of the opening quote, or -1. */
    static int quote(String text, int start) {
        int i = start;
        int limit = Math.min(text.length(), start + MAX_QUOTES);
        while (i < limit && text.charAt(i) == '\\') {
            i++;
        }
        return i < limit && isQuote(text.charAt(i)) ? i : -1;
    }

    /** Goes back over quotes and their backslashes. */
    static int before(String text, int end) {
        int start = end;
        int limit = Math.max(0, end - MAX_QUOTES);
        while (start > limit && (isQuote(text.charAt(start - 1)) || text.charAt(start - 1) == '\\')) {
            start--;
        }
        return start;
    }

    /** Finds the value in the quotes, the further ones of a header included. A header with quotes in it goes on to its end. */
    static @Nullable Secret find(String text, int start, int quote, boolean wholeLine) {
        int first = end(text, quote, false);
        boolean more = wholeLine && goesOn(text, first, true);
        int last = more ? first : endOfList(text, quote, first);
        if (more || (wholeLine && last != first && goesOn(text, last, false))) {
            return NamedValue.secret(text, start, Enclosure.endOfLine(text, start));
        }
        return NamedValue.secret(text, quote + 1, last);
    }

    /** A value that nothing closes ends with its line: the next one is no part of it. */
    static int end(String text, int quote, boolean path) {
        char mark = text.charAt(quote);
        int opening = backslashesBefore(text, quote);
        int backslashes = 0;
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            if (c == mark && opening + backslashes == 0 && isDoubled(text, i)) {
                i++;
                continue;
            }
            if (c == mark && closes(backslashes, opening)) {
                return i - Math.min(backslashes, opening);
            }
            if (NamedValue.isLineBreak(c) || (path && c <= ' ')) {
                return i;
            }
            backslashes = 0;
        }
        return text.length();
    }

    /** In SQL and YAML two quotes stand for one. Where a value seems to end behind them, they end it. */
    private static boolean isDoubled(String text, int i) {
        return i + 2 < text.length()
                && text.charAt(i + 1) == text.charAt(i)
                && !NamedValue.isEndOfWord(text.charAt(i + 2));
    }

    /** Spring writes all values of a header so: {@code name:"one", "two"}. What a colon follows is the next name. */
    private static int endOfList(String text, int quote, int endOfFirst) {
        int backslashes = backslashesBefore(text, quote);
        int end = endOfFirst;
        while (true) {
            int close = end + backslashes;
            int next = quote(text, close + 3);
            if (!text.startsWith("\", ", close) || next != close + 3 + backslashes || text.charAt(next) != '"') {
                return end;
            }
            int nextEnd = end(text, next, false);
            if (isName(text, nextEnd + backslashes + 1)) {
                return end;
            }
            end = nextEnd;
        }
    }

    private static boolean isName(String text, int behind) {
        int i = NamedValue.behindBlanks(text, behind);
        return i < text.length() && (text.charAt(i) == ':' || text.charAt(i) == '=');
    }

    /** Tells whether a quote is one of a header rather than that around it: {@code "a"; b}, {@code "Digest u="bob""}. */
    private static boolean goesOn(String text, int end, boolean first) {
        int i = end;
        while (i < text.length() && text.charAt(i) == '\\') {
            i++;
        }
        if (i + 1 >= text.length() || !isQuote(text.charAt(i))) {
            return false;
        }
        char behind = text.charAt(i + 1);
        return behind == ';' || behind == '=' || Character.isLetterOrDigit(behind) || (!first && isQuote(behind));
    }

    /**
     * Each level of JSON inside of JSON doubles the backslashes and adds one: a quote closes when those that do not belong to the
     * level come in pairs. One with fewer closes what is around the value.
     */
    static boolean closes(int backslashes, int opening) {
        return backslashes < opening || backslashes % (2 * (opening + 1)) == opening;
    }

    static int backslashesBefore(String text, int index) {
        int i = index;
        while (i > 0 && index - i < MAX_QUOTES && text.charAt(i - 1) == '\\') {
            i--;
        }
        return index - i;
    }

    /** The quotes around a name, with their backslashes, so that what takes the place of a value keeps the notation. */
    static String around(String text, int nameEnd) {
        int quote = quote(text, nameEnd);
        return quote < 0 ? "" : text.substring(nameEnd, quote + 1);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
