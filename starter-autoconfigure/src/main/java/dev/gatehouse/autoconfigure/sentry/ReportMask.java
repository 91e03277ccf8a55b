package dev.gatehouse.autoconfigure.sentry;

import dev.gatehouse.mask.TextMask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Masks the JSON of a report: texts, by their names and by their look, and leaves out what is never to be sent. Names of
 * members are those of Sentry's event payloads. Thread-safe.
 */
final class ReportMask {

    private static final Set<String> TEXTS = Set.of("formatted", "message");

    /** Of a request and a user only these are sent; and of a message the texts, for a bare parameter looks like no secret. */
    private static final Map<String, Set<String>> ALLOWED =
            Map.of("request", Set.of("method", "url"), "user", Set.of("id"), "message", TEXTS, "logentry", TEXTS);

    /** Local variables of a stack frame; the context of the response has its headers and cookies. */
    private static final Set<String> LEFT_OUT = Set.of("vars", "response", "cookies", "headers", "env");

    /** Logs and metrics name their user flatly, among their attributes. */
    private static final String OF_USER = "user.";

    private static final String USER_ID = OF_USER + "id";

    /** A session has that of its user among its attributes. */
    private static final String ADDRESS = "ip_address";

    private static final String PARAMETER = "sentry.message.parameter.";

    /** An attribute of a log or a metric is a map of its value and its type. */
    private static final String VALUE = "value";

    /** Up to here a double holds each whole number. */
    private static final double MAX_EXACT = 1L << 53;

    private final TextMask mask;

    ReportMask(TextMask mask) {
        this.mask = mask;
    }

    @Nullable
    Object masked(@Nullable Object tree) {
        return masked("", tree);
    }

    private @Nullable Object masked(String name, @Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (mask.isSecret(name)) {
            return TextMask.REPLACEMENT;
        }
        if (value instanceof Map<?, ?> members) {
            return members(name, members);
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(element -> masked(name, element)).toList();
        }
        return value instanceof String text ? text(name, text) : number(value);
    }

    private Map<String, @Nullable Object> members(String parent, Map<?, ?> members) {
        Set<String> allowed = ALLOWED.get(parent);
        Map<String, @Nullable Object> masked = new LinkedHashMap<>();
        members.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean isSent = allowed == null ? !isLeftOut(name, value) : allowed.contains(name);
            if (isSent) {
                masked.put(name, masked(name.equals(VALUE) ? parent : name, value));
            }
        });
        return masked;
    }

    private static boolean isLeftOut(String name, @Nullable Object value) {
        if (name.startsWith(OF_USER)) {
            return !name.equals(USER_ID);
        }
        return name.equals(ADDRESS)
                || name.startsWith(PARAMETER)
                || LEFT_OUT.contains(name) && (value instanceof Map || value instanceof List);
    }

    private String text(String name, String text) {
        int query = name.equals("url") ? text.indexOf('?') : -1;
        return mask.mask(name, query < 0 ? text : text.substring(0, query));
    }

    /** The reader makes a fraction of each number beyond 32 bits, which Sentry does not take for an identifier. */
    private static Object number(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < MAX_EXACT
                ? (Object) number.longValue()
                : value;
    }
}
