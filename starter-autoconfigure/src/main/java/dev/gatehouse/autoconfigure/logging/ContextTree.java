package dev.gatehouse.autoconfigure.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gathers keys and values so that no name occurs twice: a reserved one goes under {@code context}, a second one gets a
 * number. For one log line, used by one thread.
 */
final class ContextTree {

    private static final String ASIDE = "context";
    private static final int MAX_DEPTH = 8;

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final String prefix;
    private final boolean nested;
    private final Predicate<String> reserved;

    private ContextTree(String prefix, boolean nested, Predicate<String> reserved) {
        this.prefix = prefix;
        this.nested = nested;
        this.reserved = reserved;
    }

    /** Each key is one name. */
    static ContextTree flat(String prefix, Predicate<String> reserved) {
        return new ContextTree(joined(prefix, '_'), false, reserved);
    }

    /** A dot in a key opens an object. */
    static ContextTree nested(String prefix, Predicate<String> reserved) {
        return new ContextTree(joined(prefix, '.'), true, reserved);
    }

    private static String joined(String prefix, char delimiter) {
        return prefix.isEmpty() || prefix.charAt(prefix.length() - 1) == delimiter ? prefix : prefix + delimiter;
    }

    /** A second value of a name is as much of a secret as the first. */
    static String withoutNumber(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
            end--;
        }
        return end > 1 && end < name.length() && name.charAt(end - 1) == '_' ? name.substring(0, end - 1) : name;
    }

    Map<String, Object> members() {
        return members;
    }

    void add(@Nullable String key, @Nullable Object value) {
        if (key == null || key.isEmpty()) {
            return;
        }
        String name = prefix.isEmpty() ? key : prefix + key;
        if (!nested || name.indexOf('.') < 0) {
            putFlat(reserved.test(name) ? aside(name) : name, value);
        } else {
            putNested(name, value);
        }
    }

    private void putFlat(String name, @Nullable Object value) {
        if (members.containsKey(name) && LoggedValue.text(members.get(name)).equals(LoggedValue.text(value))) {
            return;
        }
        members.put(LoggedValue.freeName(members, name), value);
    }

    @SuppressWarnings("unchecked")
    private void putNested(String name, @Nullable Object value) {
        String[] parts = name.split("\\.");
        boolean usable = parts.length > 1 && parts.length <= MAX_DEPTH;
        for (String part : parts) {
            usable &= !part.isEmpty();
        }
        if (!usable) {
            putFlat(flattened(name), value);
            return;
        }
        Map<String, Object> object = members;
        for (int i = 0; i < parts.length - 1; i++) {
            String part = i == 0 && reserved.test(parts[0]) ? ASIDE + "_" + parts[0] : parts[i];
            Object inner = object.computeIfAbsent(part, absent -> new Nested());
            if (!(inner instanceof Nested)) {
                putFlat(flattened(name), value);
                return;
            }
            object = (Map<String, Object>) inner;
        }
        if (object.putIfAbsent(parts[parts.length - 1], value) != null) {
            putFlat(flattened(name), value);
        }
    }

    /** Names that cannot be an object keep their dots as underscores. */
    private String flattened(String name) {
        String flat = name.replace('.', '_');
        return reserved.test(flat) ? aside(flat) : flat;
    }

    /** An underscore in front stays there. */
    private static String aside(String name) {
        return name.startsWith("_") ? "_" + ASIDE + name : ASIDE + "_" + name;
    }

    /** Tells our own objects from maps that were logged as values. */
    private static final class Nested extends LinkedHashMap<String, Object> {}
}
