package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/** One hop as a proxy wrote it: an address with or without brackets and port (RFC 7239, 6). */
final class ForwardedNode {

    private ForwardedNode() {}

    /** Reads the node of the one {@code for} parameter of an element; null if there is none or it is no address. */
    static @Nullable IpAddress ofElement(String text, int from, int to) {
        int found = -1;
        int foundEnd = -1;
        int i = from;
        while (i < to) {
            int pairEnd = pairEnd(text, i, to);
            int name = skipSpace(text, i, pairEnd);
            if (text.regionMatches(true, name, "for=", 0, 4) && name + 4 <= pairEnd) {
                if (found >= 0) {
                    return null;
                }
                found = name + 4;
                foundEnd = skipSpaceBack(text, found, pairEnd);
            }
            i = pairEnd + 1;
        }
        if (found < 0) {
            return null;
        }
        boolean quoted = foundEnd - found >= 2 && text.charAt(found) == '"' && text.charAt(foundEnd - 1) == '"';
        return quoted ? of(text, found + 1, foundEnd - 1) : of(text, found, foundEnd);
    }

    private static int pairEnd(String text, int from, int to) {
        boolean quoted = false;
        int i = from;
        while (i < to && (quoted || text.charAt(i) != ';')) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (quoted && text.charAt(i) == '\\') {
                i++;
            }
            i++;
        }
        return Math.min(i, to);
    }

    /** Reads a node; null for {@code unknown}, an obfuscated name and anything else that is no address. */
    static @Nullable IpAddress of(String text, int from, int to) {
        if (from < to && text.charAt(from) == '[') {
            int bracket = text.indexOf(']', from);
            boolean closed = bracket > 0 && bracket < to && isPortOrNothing(text, bracket + 1, to);
            return closed ? IpLiteral.v6(text, from + 1, bracket) : null;
        }
        int colon = text.indexOf(':', from);
        boolean oneColon =
                colon >= 0 && colon < to && (text.indexOf(':', colon + 1) < 0 || text.indexOf(':', colon + 1) >= to);
        if (oneColon) {
            return isPortOrNothing(text, colon, to) ? IpAddress.parse(text, from, colon) : null;
        }
        return IpAddress.parse(text, from, to);
    }

    /** A port is up to five digits or an obfuscated name that starts with an underscore (RFC 7239, 6.2). */
    private static boolean isPortOrNothing(String text, int from, int to) {
        if (from == to) {
            return true;
        }
        int start = from + 1;
        if (text.charAt(from) != ':' || start == to) {
            return false;
        }
        if (text.charAt(start) == '_') {
            return true;
        }
        for (int i = start; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to - start <= 5;
    }

    static int skipSpace(String text, int from, int to) {
        int i = from;
        while (i < to && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    static int skipSpaceBack(String text, int from, int to) {
        int i = to;
        while (i > from && isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
