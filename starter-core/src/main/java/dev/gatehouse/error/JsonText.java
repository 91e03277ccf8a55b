package dev.gatehouse.error;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one JSON object (RFC 8259), member by member. Core has no JSON library, and an error must not depend on one.
 * Not thread-safe.
 */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";

    /** What is deeper may hold itself. */
    private static final int DEEPEST = 16;

    private static final String TOO_DEEP = "...";

    private final StringBuilder json = new StringBuilder(512);

    /**
     * Begins an object.
     *
     * @return this
     */
    public JsonText begin() {
        separate();
        json.append('{');
        return this;
    }

    /**
     * Ends an object.
     *
     * @return this
     */
    public JsonText end() {
        json.append('}');
        return this;
    }

    /**
     * Begins a member that is an array.
     *
     * @param name its name
     * @return this
     */
    public JsonText beginArray(String name) {
        name(name).append('[');
        return this;
    }

    /**
     * Ends an array.
     *
     * @return this
     */
    public JsonText endArray() {
        json.append(']');
        return this;
    }

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public JsonText member(String name, String value) {
        quote(name(name), value);
        return this;
    }

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public JsonText member(String name, long value) {
        name(name).append(value);
        return this;
    }

    /**
     * Adds a member.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public JsonText member(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /**
     * Adds a member.
     *
     * @param name its name
     * @param values its value
     * @return this
     */
    public JsonText member(String name, List<String> values) {
        beginArray(name);
        for (String value : values) {
            separate();
            quote(json, value);
        }
        return endArray();
    }

    /**
     * Adds a member whose value is an object.
     *
     * @param name its name
     * @param values its members: text, numbers, booleans, maps, collections and arrays of these, null; anything else becomes
     *     text, and so does what is more than 16 levels deep, namely {@code "..."}
     * @return this
     */
    public JsonText member(String name, Map<String, ?> values) {
        name(name);
        value(values, 0);
        return this;
    }

    JsonText any(String name, @Nullable Object value) {
        name(name);
        value(value, 0);
        return this;
    }

    private void value(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Collection<?> items) {
            array(items, depth);
        } else if (value instanceof Object[] items) {
            array(Arrays.asList(items), depth);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.append(number);
        } else if (value instanceof Boolean || value == null) {
            json.append(value);
        } else if (value.getClass().isArray()) {
            primitives(value);
        } else {
            quote(json, text(value));
        }
    }

    private void object(Map<?, ?> members, int depth) {
        if (depth == DEEPEST) {
            quote(json, TOO_DEEP);
            return;
        }
        json.append('{');
        members.forEach((name, inner) -> {
            name(String.valueOf(name));
            value(inner, depth + 1);
        });
        json.append('}');
    }

    private void array(Collection<?> items, int depth) {
        if (depth == DEEPEST) {
            quote(json, TOO_DEEP);
            return;
        }
        json.append('[');
        for (Object item : items) {
            separate();
            value(item, depth + 1);
        }
        json.append(']');
    }

    private void primitives(Object array) {
        json.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            separate();
            value(Array.get(array, i), 1);
        }
        json.append(']');
    }

    /** The value may be anybody's, and fail. */
    private static String text(Object value) {
        try {
            String text = value.toString();
            return text == null ? "" : text;
        } catch (RuntimeException failure) {
            return "";
        }
    }

    private StringBuilder name(String name) {
        separate();
        quote(json, name);
        return json.append(':');
    }

    private void separate() {
        if (json.isEmpty()) {
            return;
        }
        char last = json.charAt(json.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            json.append(',');
        }
    }

    /** Escapes what RFC 8259 (section 7) asks for, and what would mean something to HTML or JavaScript. */
    private static void quote(StringBuilder target, String text) {
        target.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> target.append("\\\"");
                case '\\' -> target.append("\\\\");
                case '\n' -> target.append("\\n");
                case '\r' -> target.append("\\r");
                case '\t' -> target.append("\\t");
                case '<', '>', '&', '\u2028', '\u2029' -> unicode(target, c);
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        unicode(target, c);
                    } else {
                        target.append(c);
                    }
                }
            }
        }
        target.append('"');
    }

    private static void unicode(StringBuilder target, char c) {
        target.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            target.append(HEX.charAt((c >> shift) & 0xf));
        }
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
