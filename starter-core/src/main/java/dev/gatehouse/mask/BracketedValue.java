package dev.gatehouse.mask;

import dev.gatehouse.mask.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** Finds the end of a value in brackets: a list of secrets, or an object that is one. */
final class BracketedValue {

    private static final int MAX_DEPTH = 32;

    private BracketedValue() {}

    static boolean isOpener(char c) {
        return c == '[' || c == '{';
    }

    /** Finds all that the brackets hold. In JSON something has to stand in its place. */
    static @Nullable Secret find(String text, int open, String quotes) {
        int end = end(text, open);
        if (end < 0) {
            return open + 1 == ~end ? null : Secret.of(open + 1, ~end);
        }
        if (isBlank(text, open + 1, end - 1)) {
            return null;
        }
        boolean whole = text.charAt(open) == '{' && !quotes.isEmpty();
        return whole ? Secret.quoted(open, end, quotes) : Secret.quoted(open + 1, end - 1, quotes);
    }

    /** Returns the index behind the closing bracket; where there is none, the inverse of that at which the value breaks off. */
    private static int end(String text, int open) {
        int depth = 0;
        int backslashes = 0;
        int opening = -1;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            if (c == '"') {
                if (opening < 0) {
                    opening = backslashes;
                } else if (QuotedValue.closes(backslashes, opening)) {
                    opening = -1;
                }
            } else if (NamedValue.isLineBreak(c)) {
                int next = opening < 0 ? nextLine(text, i) : -1;
                if (next < 0) {
                    return ~i;
                }
                i = next - 1;
            } else if (opening < 0 && isOpener(c)) {
                if (++depth > MAX_DEPTH) {
                    return ~NamedValue.endOfLine(text, i);
                }
            } else if (opening < 0 && (c == ']' || c == '}') && --depth == 0) {
                return i + 1;
            }
            backslashes = 0;
        }
        return ~text.length();
    }

    /** Returns where the next line of indented JSON begins, or -1: a stack trace is no part of the value. */
    private static int nextLine(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i < text.length() && "\"\\{}[]-0123456789".indexOf(text.charAt(i)) >= 0 ? i : -1;
    }

    private static boolean isBlank(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }
}
