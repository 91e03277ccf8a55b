package dev.gatehouse.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values in a line of a forwarded header, first hop first, read strictly: what cannot be read at all is told apart
 * from what is not there, because somebody may have broken it on purpose. A line of more than {@value #MAX_LENGTH}
 * characters is malformed.
 */
final class ForwardedValues {

    static final int MAX_LENGTH = 4096;

    private ForwardedValues() {}

    /** Gives the elements of a comma-separated line; null if it is malformed. */
    static @Nullable List<String> simple(String line) {
        if (line.length() > MAX_LENGTH) {
            return null;
        }
        List<String> values = new ArrayList<>(2);
        for (int from = 0; from <= line.length(); ) {
            int comma = line.indexOf(',', from);
            int to = comma < 0 ? line.length() : comma;
            String value = trimmed(line, from, to);
            if (value.isEmpty()) {
                return null;
            }
            values.add(value);
            from = to + 1;
        }
        return values;
    }

    /** Gives the values of one parameter of {@code Forwarded} (RFC 7239, 4); null if the line is malformed. */
    static @Nullable List<String> standard(String line, String parameter) {
        List<String> values = new ArrayList<>(2);
        return line.length() <= MAX_LENGTH && addPairs(line, parameter, values) ? values : null;
    }

    private static boolean addPairs(String line, String parameter, List<String> values) {
        boolean taken = false;
        for (int from = 0; from <= line.length(); ) {
            int to = pairEnd(line, from);
            if (to < 0) {
                return false;
            }
            int equals = line.indexOf('=', from);
            boolean pair = equals >= 0 && equals < to;
            if (pair && trimmed(line, from, equals).equalsIgnoreCase(parameter)) {
                String value = unquoted(trimmed(line, equals + 1, to));
                if (taken || value == null) {
                    return false;
                }
                values.add(value);
                taken = true;
            } else if (!pair && !trimmed(line, from, to).isEmpty()) {
                return false;
            }
            if (to < line.length() && line.charAt(to) == ',') {
                taken = false;
            }
            from = to + 1;
        }
        return true;
    }

    /** Gives where the pair ends; -1 if a quote is not closed. A backslash would only hide something here. */
    private static int pairEnd(String line, int from) {
        boolean quoted = false;
        int i = from;
        for (; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                return -1;
            } else if (!quoted && (c == ';' || c == ',')) {
                break;
            }
        }
        return quoted ? -1 : i;
    }

    private static @Nullable String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0 && value.charAt(0) == '"' && value.charAt(last) == '"';
        String text = quoted ? value.substring(1, last) : value;
        return text.isEmpty() || text.indexOf('"') >= 0 ? null : text;
    }

    private static String trimmed(String line, int from, int to) {
        int start = ForwardedNode.skipSpace(line, from, to);
        return line.substring(start, ForwardedNode.skipSpaceBack(line, start, to));
    }
}
