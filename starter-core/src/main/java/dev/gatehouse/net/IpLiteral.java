package dev.gatehouse.net;

import org.jspecify.annotations.Nullable;

/** Reads and writes the text of addresses. */
final class IpLiteral {

    static final int MAX_GROUP_LENGTH = 4;
    private static final int GROUPS = 8;
    private static final int MAX_V4_LENGTH = 15;
    private static final int MAX_V6_LENGTH = 45;

    private IpLiteral() {}

    /** Reads a dotted quad; -1 if it is none. */
    static long v4(String text, int from, int to) {
        if (to - from > MAX_V4_LENGTH) {
            return -1;
        }
        long bits = 0;
        int i = from;
        for (int octets = 0; octets < 4; octets++) {
            if (octets > 0 && (i >= to || text.charAt(i++) != '.')) {
                return -1;
            }
            int start = i;
            int octet = 0;
            while (i < to && isDigit(text.charAt(i)) && i - start < 3) {
                octet = octet * 10 + text.charAt(i++) - '0';
            }
            boolean leadingZero = i - start > 1 && text.charAt(start) == '0';
            if (i == start || leadingZero || octet > 255) {
                return -1;
            }
            bits = bits << 8 | octet;
        }
        return i == to ? bits : -1;
    }

    /** Reads the forms of RFC 4291, 2.2; null if it is none of them. */
    static @Nullable IpAddress v6(String text, int from, int to) {
        if (to - from < 2 || to - from > MAX_V6_LENGTH) {
            return null;
        }
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int i = from;
        if (text.charAt(i) == ':') {
            if (text.charAt(i + 1) != ':') {
                return null;
            }
            gap = 0;
            i += 2;
        }
        while (i < to) {
            int end = groupEnd(text, i, to);
            if (end == to && text.indexOf('.', i) >= 0 && text.indexOf('.', i) < to) {
                long v4 = v4(text, i, to);
                if (v4 < 0 || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xffff);
                break;
            }
            int group = group(text, i, end);
            if (group < 0 || count == GROUPS) {
                return null;
            }
            groups[count++] = group;
            i = end;
            if (i < to && ++i == to) {
                return null;
            }
            if (i < to && text.charAt(i) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                i++;
            }
        }
        return assemble(groups, count, gap);
    }

    private static @Nullable IpAddress assemble(int[] groups, int count, int gap) {
        if (gap < 0 ? count != GROUPS : count == GROUPS) {
            return null;
        }
        int zeros = gap < 0 ? 0 : GROUPS - count;
        long high = 0;
        long low = 0;
        for (int place = 0; place < GROUPS; place++) {
            long group = 0;
            if (gap < 0 || place < gap) {
                group = groups[place];
            } else if (place >= gap + zeros) {
                group = groups[place - zeros];
            }
            if (place < 4) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return IpAddress.ofBits(high, low);
    }

    private static int groupEnd(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != ':') {
            i++;
        }
        return i;
    }

    private static int group(String text, int from, int to) {
        if (to == from || to - from > MAX_GROUP_LENGTH) {
            return -1;
        }
        int group = 0;
        for (int i = from; i < to; i++) {
            int digit = hexDigit(text.charAt(i));
            if (digit < 0) {
                return -1;
            }
            group = group << 4 | digit;
        }
        return group;
    }

    /** {@code Character.digit} would also take the digits of other scripts. */
    private static int hexDigit(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' && c < 0x80 ? lower - 'a' + 10 : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static String v4Text(long bits) {
        return new StringBuilder(MAX_V4_LENGTH)
                .append(bits >>> 24 & 0xff)
                .append('.')
                .append(bits >>> 16 & 0xff)
                .append('.')
                .append(bits >>> 8 & 0xff)
                .append('.')
                .append(bits & 0xff)
                .toString();
    }

    /** The longest run of two or more zero groups becomes {@code ::}, the first one of several (RFC 5952, 4.2). */
    static String v6Text(long high, long low) {
        int gap = -1;
        int gapLength = 1;
        for (int place = 0; place < GROUPS; ) {
            int end = place;
            while (end < GROUPS && groupAt(high, low, end) == 0) {
                end++;
            }
            if (end - place > gapLength) {
                gap = place;
                gapLength = end - place;
            }
            place = end + 1;
        }
        StringBuilder text = new StringBuilder(39);
        for (int place = 0; place < GROUPS; place++) {
            if (place == gap) {
                text.append("::");
                place += gapLength - 1;
                continue;
            }
            if (place > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groupAt(high, low, place)));
        }
        return text.toString();
    }

    private static int groupAt(long high, long low, int place) {
        long half = place < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (place & 3)) & 0xffff);
    }
}
