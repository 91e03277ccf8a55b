package dev.gatehouse.limits;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds everything that is wrong with a query, the slow way: split, decode each piece by the JDK, count. */
final class QueryOracle {

    private QueryOracle() {}

    static Set<LimitViolation> violations(String query, QueryLimits limits) {
        Set<LimitViolation> found = EnumSet.noneOf(LimitViolation.class);
        if (query.length() > limits.maxLength()) {
            found.add(LimitViolation.QUERY_TOO_LONG);
        }
        int parameters = 0;
        Map<String, Integer> counts = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            parameters++;
            String[] parts = parameter.split("=", 2);
            String name = decode(parts[0]);
            String value = parts.length == 1 ? "" : decode(parts[1]);
            if (name == null || value == null) {
                found.add(LimitViolation.MALFORMED_QUERY);
                continue;
            }
            if (length(name) > limits.maxNameLength()) {
                found.add(LimitViolation.NAME_TOO_LONG);
            }
            if (length(value) > limits.maxValueLength()) {
                found.add(LimitViolation.VALUE_TOO_LONG);
            }
            if (name.chars().filter(c -> c == '[').count() > limits.maxDepth()) {
                found.add(LimitViolation.TOO_DEEP);
            }
            counts.merge(name.replace('+', ' '), 1, Integer::sum);
        }
        if (parameters > limits.maxParameters()) {
            found.add(LimitViolation.TOO_MANY_PARAMETERS);
        }
        if (counts.values().stream().anyMatch(count -> count > limits.maxDuplicates())) {
            found.add(LimitViolation.TOO_MANY_DUPLICATES);
        }
        return found;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Null if it is malformed; a plus stays one, which makes no difference to a length. */
    private static String decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return null;
            }
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            String hex = text.substring(i + 1, Math.min(text.length(), i + 3)).toLowerCase(Locale.ROOT);
            if (!hex.matches("[0-9a-f]{2}") || hex.equals("00")) {
                return null;
            }
            bytes.put((byte) Integer.parseInt(hex, 16));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
