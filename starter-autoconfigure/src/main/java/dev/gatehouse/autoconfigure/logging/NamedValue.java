package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.autoconfigure.logging.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** Finds where a name ends and its value begins and ends, in the notations that logs mix: JSON, maps, headers, URLs. */
final class NamedValue {

    private static final int MAX_GAP = 4;

    private NamedValue() {}

    /** Goes back from the separator over blanks, quotes and their backslashes to the end of the name. */
    static int nameEnd(String text, int separator) {
        int end = separator;
        while (end > 0 && separator - end < MAX_GAP && isGap(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Finds the value behind the separator, if there is one. */
    static @Nullable Secret find(String text, int from, boolean wholeLine) {
        int start = from;
        while (start < text.length() && start - from < MAX_GAP && isLead(text.charAt(start))) {
            start++;
        }
        if (start < text.length() && (text.charAt(start) == '"' || text.charAt(start) == '\'')) {
            return quoted(text, start);
        }
        int end = wholeLine ? endOfLine(text, start) : endOfWords(text, start);
        return end == start || isNothing(text, start, end) ? null : Secret.of(start, end);
    }

    /** A quote preceded by a backslash is closed by such a pair too: JSON inside of JSON. */
    private static @Nullable Secret quoted(String text, int quote) {
        char mark = text.charAt(quote);
        boolean escaped = quote > 0 && text.charAt(quote - 1) == '\\';
        int i = quote + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                if (escaped && text.charAt(i + 1) == mark) {
                    break;
                }
                i += 2;
                continue;
            }
            if (c == mark) {
                break;
            }
            i++;
        }
        int end = Math.min(i, text.length());
        return end == quote + 1 ? null : Secret.of(quote + 1, end);
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

    private static int endOfLine(String text, int start) {
        int i = start;
        while (i < text.length() && "\r\n]}\"".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean isNothing(String text, int start, int end) {
        return text.regionMatches(start, "null", 0, end - start) && end - start == 4;
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '"' || c == '\'' || c == '\\';
    }

    /** What may stand between the separator and the value, e.g. the bracket of a list of header values. */
    private static boolean isLead(char c) {
        return c == ' ' || c == '\\' || c == '[' || c == '>';
    }

    private static boolean isEndOfWord(char c) {
        return c <= ' ' || ",;&)]}\"'<".indexOf(c) >= 0;
    }
}
