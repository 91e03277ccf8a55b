package dev.gatehouse.mask;

import dev.gatehouse.mask.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** Finds where a name ends and its value begins and ends, in the notations that logs mix: JSON, maps, headers, URLs. */
final class NamedValue {

    /** Longer runs are no gap between a name and its value. */
    private static final int MAX_BLANKS = 64;

    private static final int MAX_FURTHER_SEPARATORS = 2;

    private NamedValue() {}

    /** Goes back from the separator over blanks, quotes and their backslashes to the end of the name. */
    static int nameEnd(String text, int separator) {
        int end = separator;
        int limit = Math.max(0, separator - MAX_BLANKS);
        while (end > limit && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return EscapedQuote.before(text, QuotedValue.before(text, end));
    }

    /** Finds the value that begins behind the separator, if there is one. */
    static @Nullable Secret find(String text, int nameStart, int nameEnd, int from, boolean wholeLine) {
        if (Enclosure.isPath(text, nameStart)) {
            return inPath(text, from, wholeLine);
        }
        int start = lead(text, from);
        Secret block = text.charAt(from - 1) == ':' ? YamlBlock.find(text, nameStart, start) : null;
        if (block != null) {
            return block;
        }
        int rejected = RejectedValue.start(text, start);
        if (rejected >= 0) {
            return secret(text, rejected, RejectedValue.end(text, rejected));
        }
        int quote = QuotedValue.quote(text, start);
        Secret key = SecretShapes.privateKey(text, quote < 0 ? start : quote + 1);
        if (key != null) {
            return key;
        }
        if (quote >= 0) {
            return QuotedValue.find(text, start, quote, wholeLine);
        }
        if (start < text.length() && BracketedValue.isOpener(text.charAt(start))) {
            return BracketedValue.find(text, start, QuotedValue.around(text, nameEnd));
        }
        if (wholeLine) {
            return secret(text, start, Enclosure.endOfLine(text, start));
        }
        int unquoted = EscapedQuote.behind(text, start);
        if (unquoted > start) {
            return secret(text, unquoted, EscapedQuote.endOfValue(text, unquoted, text.charAt(start) == '%'));
        }
        String quotes = QuotedValue.around(text, nameEnd);
        boolean equals = text.charAt(from - 1) != ':';
        int end = equals || quotes.isEmpty()
                ? endOfWords(text, start, equals, isInQuery(text, nameStart))
                : UnquotedValue.endOfLiteral(text, start);
        return end == start || isNothing(text, start, end) ? null : Secret.quoted(start, end, quotes);
    }

    static @Nullable Secret nextWord(String text, int from) {
        int start = lead(text, from);
        return secret(text, start, endOfWords(text, start, true, false));
    }

    /** In a path nothing contains a blank: what follows was not said by whoever chose the path. */
    private static @Nullable Secret inPath(String text, int from, boolean wholeLine) {
        int quote = QuotedValue.quote(text, from);
        if (quote >= 0) {
            return secret(text, quote + 1, QuotedValue.end(text, quote, true));
        }
        boolean all = wholeLine || (from < text.length() && BracketedValue.isOpener(text.charAt(from)));
        int unquoted = EscapedQuote.behind(text, from);
        if (!all && unquoted > from) {
            return secret(text, unquoted, EscapedQuote.endOfValue(text, unquoted, true));
        }
        return secret(text, from, all ? endOfPath(text, from) : UnquotedValue.end(text, from, true, true));
    }

    private static int endOfPath(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        return end;
    }

    private static boolean isInQuery(String text, int nameStart) {
        return nameStart > 0 && (text.charAt(nameStart - 1) == '?' || text.charAt(nameStart - 1) == '&');
    }

    static @Nullable Secret secret(String text, int start, int end) {
        return end == start || isNothing(text, start, end) ? null : Secret.of(start, end);
    }

    /** A separator may have several characters: {@code =>}, {@code :=}, {@code ===}. */
    private static int lead(String text, int from) {
        int start = from;
        int limit = Math.min(text.length(), from + MAX_FURTHER_SEPARATORS);
        while (start < limit && (text.charAt(start) == '=' || text.charAt(start) == '>')) {
            start++;
        }
        return behindBlanks(text, start);
    }

    static int behindBlanks(String text, int from) {
        int i = from;
        int limit = Math.min(text.length(), from + MAX_BLANKS);
        while (i < limit && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The name of an authentication scheme is not yet the secret. */
    private static int endOfWords(String text, int start, boolean equals, boolean query) {
        int end = UnquotedValue.end(text, start, equals, query);
        return isScheme(text, start, end) ? UnquotedValue.end(text, end + 1, equals, query) : end;
    }

    private static boolean isScheme(String text, int start, int end) {
        int length = end - start;
        return end < text.length()
                && text.charAt(end) == ' '
                && ((length == 6 && text.regionMatches(true, start, "Bearer", 0, 6))
                        || (length == 5 && text.regionMatches(true, start, "Basic", 0, 5)));
    }

    private static boolean isNothing(String text, int start, int end) {
        return text.regionMatches(start, "null", 0, end - start) && end - start == 4;
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

    static boolean isEndOfWord(char c) {
        return c <= ' ' || ",;&)]}\"'<".indexOf(c) >= 0;
    }
}
