package dev.gatehouse.autoconfigure.logging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.WritableJson;

/**
 * Copies maps, lists and arrays that are logged as values, so that nothing in them costs the line: Spring Boot fails on names
 * that are empty, null or there twice, on what is nested a thousand times, and with whatever an element throws. For one value,
 * used by one thread.
 */
final class LoggedValue {

    private static final int MAX_DEPTH = 32;
    private static final String NO_NAME = "_";

    private final UnaryOperator<String> names;

    /** The structures that the one being copied is in. */
    private final List<Object> around = new ArrayList<>();

    private LoggedValue(UnaryOperator<String> names) {
        this.names = names;
    }

    /**
     * Returns what may be written; the same instance unless it is a structure.
     *
     * @param names what to write in place of a name in a map
     */
    static @Nullable Object of(@Nullable Object value, UnaryOperator<String> names) {
        return isStructure(value) ? new LoggedValue(names).copy(value) : value;
    }

    /** Spring Boot goes through these and asks for each element. */
    static boolean isStructure(@Nullable Object value) {
        return value instanceof Map
                || (value instanceof Iterable && !(value instanceof Path))
                || (value != null && value.getClass().isArray());
    }

    /** A broken object must not cost the line. */
    static String text(@Nullable Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException e) {
            return failure(value, "toString()", e);
        }
    }

    private static String failure(@Nullable Object value, String what, RuntimeException e) {
        String type = value == null ? "null" : value.getClass().getName();
        return type + "." + what + " failed: " + e.getClass().getName();
    }

    private @Nullable Object copy(@Nullable Object value) {
        if (value == null || value instanceof WritableJson || !isStructure(value)) {
            return value;
        }
        if (around.size() == MAX_DEPTH) {
            return "(nested too deeply)";
        }
        if (isInItself(value)) {
            return "(contains itself)";
        }
        around.add(value);
        try {
            return copyOfStructure(value);
        } catch (RuntimeException e) {
            return failure(value, "iterator()", e);
        } finally {
            around.remove(around.size() - 1);
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isInItself(Object value) {
        for (Object outer : around) {
            if (outer == value) {
                return true;
            }
        }
        return false;
    }

    private Object copyOfStructure(Object value) {
        if (value instanceof Iterable<?> elements) {
            return copyOf(elements);
        }
        if (value instanceof Map<?, ?> map) {
            return copyOf(map);
        }
        // Primitive values have nothing in them.
        return value instanceof Object[] array ? copyOf(Arrays.asList(array)) : value;
    }

    private List<@Nullable Object> copyOf(Iterable<?> elements) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object element : elements) {
            copy.add(copy(element));
        }
        return copy;
    }

    private Map<String, @Nullable Object> copyOf(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = names.apply(text(entry.getKey()));
            copy.put(freeName(copy, name.isEmpty() ? NO_NAME : name), copy(entry.getValue()));
        }
        return copy;
    }

    /** A name that is taken gets a number. */
    static String freeName(Map<String, ?> taken, String name) {
        if (!taken.containsKey(name)) {
            return name;
        }
        int number = 2;
        while (taken.containsKey(name + "_" + number)) {
            number++;
        }
        return name + "_" + number;
    }
}
