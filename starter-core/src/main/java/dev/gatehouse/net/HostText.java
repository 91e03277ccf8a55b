package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/**
 * Reads a host with an optional port where it stands, without making an object (RFC 3986, 3.2.2; names as in RFC 1123,
 * 2.1, with the underscore that DNS allows). What ends in a number has to be an IPv4 address in its one strict spelling,
 * because browsers read {@code 127.1} or {@code 0x7f000001} as one. The result of a scan is a single number.
 */
final class HostText {

    static final long MALFORMED = -1;
    static final int NO_PORT = -1;

    private static final int MAX_NAME_LENGTH = 253;
    private static final int MAX_LABEL_LENGTH = 63;
    private static final int MAX_PORT_LENGTH = 5;
    private static final int MAX_PORT = 65_535;

    private static final long ADDRESS = 1L << 62;
    private static final int END_SHIFT = 17;
    private static final long PORT_MASK = (1L << END_SHIFT) - 1;

    private HostText() {}

    /** Reads {@code host} or {@code host:port}. */
    static long scan(String text, int from, int to) {
        if (from >= to) {
            return MALFORMED;
        }
        return text.charAt(from) == '[' ? bracketed(text, from, to) : nameOrV4(text, from, to);
    }

    static boolean isAddress(long scanned) {
        return (scanned & ADDRESS) != 0;
    }

    /** Where the host ends: in front of the port and of a dot at the end of a name. */
    static int end(long scanned) {
        return (int) ((scanned & ~ADDRESS) >>> END_SHIFT);
    }

    static int port(long scanned) {
        return (int) (scanned & PORT_MASK) - 1;
    }

    /** Gives the address that was scanned; null if what stands in the brackets is none. */
    static @Nullable IpAddress address(String text, int from, long scanned) {
        int end = end(scanned);
        return text.charAt(from) == '['
                ? IpLiteral.v6(text, from + 1, end - 1)
                : IpAddress.ofV4(IpLiteral.v4(text, from, end));
    }

    private static long bracketed(String text, int from, int to) {
        int close = text.indexOf(']', from);
        if (close < 0 || close >= to) {
            return MALFORMED;
        }
        return withPort(text, close + 1, close + 1, to, ADDRESS);
    }

    private static long nameOrV4(String text, int from, int to) {
        int label = from;
        int lastLabel = from;
        int lastLabelEnd = from;
        int i = from;
        for (; i < to && text.charAt(i) != ':'; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (!isLabel(text, label, i)) {
                    return MALFORMED;
                }
                lastLabel = label;
                lastLabelEnd = i;
                label = i + 1;
            } else if (!isLabelCharacter(c)) {
                return MALFORMED;
            }
        }
        boolean dotAtEnd = label == i;
        if (!dotAtEnd) {
            lastLabel = label;
            lastLabelEnd = i;
        }
        if (!isLabel(text, lastLabel, lastLabelEnd) || lastLabelEnd - from > MAX_NAME_LENGTH) {
            return MALFORMED;
        }
        if (!isNumber(text, lastLabel, lastLabelEnd)) {
            return withPort(text, lastLabelEnd, i, to, 0);
        }
        return dotAtEnd || IpLiteral.v4(text, from, i) < 0 ? MALFORMED : withPort(text, i, i, to, ADDRESS);
    }

    private static long withPort(String text, int end, int colon, int to, long flags) {
        int port = NO_PORT;
        if (colon < to) {
            port = text.charAt(colon) == ':' ? port(text, colon + 1, to) : 0;
            if (port == 0) {
                return MALFORMED;
            }
        }
        return flags | (long) end << END_SHIFT | (port + 1);
    }

    /** Reads a port; 0 if it is none. */
    static int port(String text, int from, int to) {
        if (from >= to || to - from > MAX_PORT_LENGTH || text.charAt(from) == '0') {
            return 0;
        }
        int port = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return 0;
            }
            port = port * 10 + text.charAt(i) - '0';
        }
        return port > MAX_PORT ? 0 : port;
    }

    private static boolean isLabel(String text, int from, int to) {
        return from < to && to - from <= MAX_LABEL_LENGTH && text.charAt(from) != '-' && text.charAt(to - 1) != '-';
    }

    private static boolean isLabelCharacter(char c) {
        return lower(c) >= 'a' && lower(c) <= 'z' || isDigit(c) || c == '-' || c == '_';
    }

    /** Decimal digits, or hexadecimal ones behind 0x (WHATWG URL, "ends in a number checker"). */
    private static boolean isNumber(String text, int from, int to) {
        if (!isDigit(text.charAt(from))) {
            return false;
        }
        boolean hex = to - from >= 2 && text.charAt(from) == '0' && lower(text.charAt(from + 1)) == 'x';
        for (int i = hex ? from + 2 : from; i < to; i++) {
            char c = lower(text.charAt(i));
            if (!isDigit(c) && !(hex && c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** ASCII only: no other letter may become one of a name. */
    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
}
