package dev.gatehouse.limits;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a query as it was sent. Makes no object unless there are more parameters than one name may have. Serves
 * one query.
 */
final class QueryScan {

    private final QueryLimits limits;

    private int parameters;
    private int characters;
    private int depth;
    private boolean inName = true;

    private int bytesToCome;
    private int lowest = 0x80;
    private int highest = 0xbf;

    private QueryScan(QueryLimits limits) {
        this.limits = limits;
    }

    /** Tells what is wrong with a query; null if nothing is. */
    static @Nullable LimitViolation check(String query, QueryLimits limits) {
        if (query.length() > limits.maxLength()) {
            return LimitViolation.QUERY_TOO_LONG;
        }
        return new QueryScan(limits).check(query);
    }

    private @Nullable LimitViolation check(String query) {
        int length = query.length();
        int start = 0;
        for (int i = 0; i < length; i++) {
            char c = query.charAt(i);
            LimitViolation violation;
            if (c == '&') {
                violation = endOfParameter(i > start);
                start = i + 1;
            } else if (c == '=' && inName) {
                violation = endOfName();
            } else if (c == '%') {
                int octet = octet(query, i + 1);
                i += 2;
                violation = octet <= 0 ? LimitViolation.MALFORMED_QUERY : encoded(octet);
            } else {
                violation = plain(c);
            }
            if (violation != null) {
                return violation;
            }
        }
        LimitViolation violation = endOfParameter(length > start);
        if (violation == null && parameters > limits.maxDuplicates() && hasTooManyOfOneName(query)) {
            return LimitViolation.TOO_MANY_DUPLICATES;
        }
        return violation;
    }

    private @Nullable LimitViolation endOfName() {
        inName = false;
        characters = 0;
        return bytesToCome > 0 ? LimitViolation.MALFORMED_QUERY : null;
    }

    private @Nullable LimitViolation endOfParameter(boolean notEmpty) {
        inName = true;
        characters = 0;
        depth = 0;
        if (bytesToCome > 0) {
            return LimitViolation.MALFORMED_QUERY;
        }
        if (notEmpty) {
            parameters++;
        }
        return parameters > limits.maxParameters() ? LimitViolation.TOO_MANY_PARAMETERS : null;
    }

    private @Nullable LimitViolation plain(char c) {
        return bytesToCome > 0 || c <= ' ' || c >= 0x7f ? LimitViolation.MALFORMED_QUERY : character(c);
    }

    private @Nullable LimitViolation character(int c) {
        characters++;
        if (!inName) {
            return characters > limits.maxValueLength() ? LimitViolation.VALUE_TOO_LONG : null;
        }
        if (characters > limits.maxNameLength()) {
            return LimitViolation.NAME_TOO_LONG;
        }
        if (c == '[') {
            depth++;
        }
        return depth > limits.maxDepth() ? LimitViolation.TOO_DEEP : null;
    }

    /** One octet of UTF-8, by the table of RFC 3629, 4: no overlong form, no surrogate, nothing beyond U+10FFFF. */
    private @Nullable LimitViolation encoded(int octet) {
        if (bytesToCome > 0) {
            if (octet < lowest || octet > highest) {
                return LimitViolation.MALFORMED_QUERY;
            }
            bytesToCome--;
            lowest = 0x80;
            highest = 0xbf;
            return null;
        }
        if (octet < 0x80) {
            return character(octet);
        }
        if (octet < 0xc2 || octet > 0xf4) {
            return LimitViolation.MALFORMED_QUERY;
        }
        bytesToCome = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
        switch (octet) {
            case 0xe0 -> lowest = 0xa0;
            case 0xed -> highest = 0x9f;
            case 0xf0 -> lowest = 0x90;
            case 0xf4 -> highest = 0x8f;
            default -> {}
        }
        return character(octet);
    }

    /** The value of two hexadecimal digits, or -1. */
    private static int octet(String query, int index) {
        if (index + 1 >= query.length()) {
            return -1;
        }
        int high = digit(query.charAt(index));
        int low = digit(query.charAt(index + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Names are compared decoded: {@code a} and {@code %61} are one. */
    private boolean hasTooManyOfOneName(String query) {
        Map<String, Integer> counts = new HashMap<>();
        int start = 0;
        while (start < query.length()) {
            int end = query.indexOf('&', start);
            if (end < 0) {
                end = query.length();
            }
            int equals = query.indexOf('=', start);
            String name = query.substring(start, equals < 0 || equals > end ? end : equals);
            boolean counted = end > start;
            if (counted
                    && counts.merge(URLDecoder.decode(name, StandardCharsets.UTF_8), 1, Integer::sum)
                            > limits.maxDuplicates()) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
