package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.autoconfigure.logging.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** Finds where a name ends and its value begins and ends, in the notations that logs mix: JSON, maps, headers, URLs. */
final class NamedValue {

    /** Longer runs are no gap between a name and its value. */
    private static final int MAX_BLANKS = 64;

    private static final int MAX_QUOTES = 16;

    /** Spring Boot pads the name of a logger with more. */
    private static final int MAX_GAP_BEHIND_LOGGER = 4;

    private NamedValue() {}

    /** Goes back from the separator over blanks, quotes and their backslashes to the end of the name. */
    static int nameEnd(String text, int separator) {
        int end = separator;
        int limit = Math.max(0, separator - MAX_BLANKS);
        while (end > limit && isBlank(text.charAt(end - 1))) {
            end--;
        }
        limit = Math.max(0, end - MAX_QUOTES);
        while (end > limit && isQuoting(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** What a line says behind a padded logger is its message, whatever the logger is called. */
    static boolean isLogger(String text, int nameStart, int nameEnd, int separator) {
        return text.charAt(separator) == ':'
                && separator - nameEnd > MAX_GAP_BEHIND_LOGGER
                && hasDot(text, nameStart, nameEnd)
                && isBlank(text.charAt(nameEnd));
    }

    private static boolean hasDot(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != '.') {
            i++;
        }
        return i < end;
    }

    /** Finds the value that begins behind the separator, if there is one. */
    static @Nullable Secret find(String text, int nameStart, int nameEnd, int from, boolean wholeLine) {
        if (Enclosure.isPath(text, nameStart)) {
            return inPath(text, from, wholeLine);
        }
        int start = lead(text, from);
        int rejected = RejectedValue.start(text, start);
        if (rejected >= 0) {
            return secret(text, rejected, RejectedValue.end(text, rejected));
        }
        int quote = quote(text, start);
        Secret key = SecretShapes.privateKey(text, quote < 0 ? start : quote + 1);
        if (key != null) {
            return key;
        }
        if (quote >= 0) {
            int end = endOfQuoted(text, quote, false);
            return wholeLine && isListOfCookies(text, end)
                    ? secret(text, start, Enclosure.endOfLine(text, start))
                    : secret(text, quote + 1, end);
        }
        if (start < text.length() && BracketedValue.isOpener(text.charAt(start))) {
            return BracketedValue.find(text, start, quotesOf(text, nameEnd));
        }
        if (wholeLine) {
            return secret(text, start, Enclosure.endOfLine(text, start));
        }
        int end = endOfWords(text, start);
        return end == start || isNothing(text, start, end) ? null : Secret.quoted(start, end, quotesOf(text, nameEnd));
    }

    /** Finds the content of an element. A name in angle brackets that nothing closes names the next word. */
    static @Nullable Secret ofElement(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '<' && !isLineBreak(text.charAt(end))) {
            end++;
        }
        if (text.startsWith("</", end)) {
            return secret(text, from, end);
        }
        int start = lead(text, from);
        return secret(text, start, endOfWords(text, start));
    }

    /** In a path nothing contains a blank: what follows was not said by whoever chose the path. */
    private static @Nullable Secret inPath(String text, int from, boolean wholeLine) {
        int quote = quote(text, from);
        if (quote >= 0) {
            return secret(text, quote + 1, endOfQuoted(text, quote, true));
        }
        int end = from;
        boolean all = wholeLine || (from < text.length() && BracketedValue.isOpener(text.charAt(from)));
        while (end < text.length() && (all ? text.charAt(end) > ' ' : !isEndOfWord(text.charAt(end)))) {
            end++;
        }
        return secret(text, from, end);
    }

    private static @Nullable Secret secret(String text, int start, int end) {
        return end == start || isNothing(text, start, end) ? null : Secret.of(start, end);
    }

    private static int lead(String text, int from) {
        int start = from < text.length() && text.charAt(from) == '>' ? from + 1 : from;
        int limit = Math.min(text.length(), start + MAX_BLANKS);
        while (start < limit && isBlank(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Finds the opening quote, which may stand behind backslashes: JSON inside of JSON. */
    private static int quote(String text, int start) {
        int i = start;
        int limit = Math.min(text.length(), start + MAX_QUOTES);
        while (i < limit && text.charAt(i) == '\\') {
            i++;
        }
        return i < limit && (text.charAt(i) == '"' || text.charAt(i) == '\'') ? i : -1;
    }

    /** A value that nothing closes ends with its line: the next one is no part of it. */
    private static int endOfQuoted(String text, int quote, boolean path) {
        char mark = text.charAt(quote);
        int opening = backslashesBefore(text, quote);
        int backslashes = 0;
        for (int i = quote + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            if (c == mark && closes(backslashes, opening)) {
                return i - Math.min(backslashes, opening);
            }
            if (isLineBreak(c) || (path && c <= ' ')) {
                return i;
            }
            backslashes = 0;
        }
        return text.length();
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

    private static boolean isListOfCookies(String text, int endOfFirst) {
        int i = endOfFirst;
        while (i < text.length() && text.charAt(i) == '\\') {
            i++;
        }
        return text.startsWith(";", i + 1);
    }

    /** The quotes around a name, with their backslashes, so that what takes the place of a value keeps the notation. */
    private static String quotesOf(String text, int nameEnd) {
        int quote = quote(text, nameEnd);
        return quote < 0 ? "" : text.substring(nameEnd, quote + 1);
    }

    /** The name of an authentication scheme is not yet the secret. */
    private static int endOfWords(String text, int start) {
        int end = endOfWord(text, start);
        return isScheme(text, start, end) ? endOfWord(text, end + 1) : end;
    }

    private static boolean isScheme(String text, int start, int end) {
        int length = end - start;
        return end < text.length()
                && text.charAt(end) == ' '
                && ((length == 6 && text.regionMatches(true, start, "Bearer", 0, 6))
                        || (length == 5 && text.regionMatches(true, start, "Basic", 0, 5)));
    }

    private static int endOfWord(String text, int start) {
        int i = start;
        while (i < text.length() && !isEndOfWord(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNothing(String text, int start, int end) {
        return text.regionMatches(start, "null", 0, end - start) && end - start == 4;
    }

    private static boolean isQuoting(char c) {
        return c == '"' || c == '\'' || c == '\\';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isLineBreak(char c) {
        return c == '\r' || c == '\n';
    }

    static int endOfLine(String text, int from) {
        int i = from;
        while (i < text.length() && !isLineBreak(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isEndOfWord(char c) {
        return c <= ' ' || ",;&)]}\"'<".indexOf(c) >= 0;
    }
}
