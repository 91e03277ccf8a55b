package dev.gatehouse.error;

import java.lang.reflect.Array;
import java.util.AbstractList;
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

    private static final int DEEPEST = 16;

    /** What many hold is written at each of them, and few levels of that are beyond all memory. */
    private static final int LONGEST = 1_000_000;

    private static final String LEFT_OUT = "...";

    private final StringBuilder json = new StringBuilder(512);

    /** The values around the one that is being written: one of them inside of it holds itself. */
    private final @Nullable Object[] around = new Object[DEEPEST];

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
     *     text. {@code "..."} stands for what holds itself, for what is more than 16 levels deep, and for the rest once the
     *     whole text has more than a million characters
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
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            container(value, depth);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.append(number);
        } else if (value instanceof Boolean || value == null) {
            json.append(value);
        } else if (value.getClass().isArray()) {
            container(value, depth);
        } else {
            quote(json, text(value));
        }
    }

    private void container(Object container, int depth) {
        if (depth == DEEPEST || holdsItself(container, depth)) {
            quote(json, LEFT_OUT);
            return;
        }
        around[depth] = container;
        if (container instanceof Map<?, ?> members) {
            object(members, depth);
        } else {
            array(container instanceof Collection<?> items ? items : elements(container), depth);
        }
    }

    private boolean holdsItself(Object container, int depth) {
        for (int i = 0; i < depth; i++) {
            if (around[i] == container) {
                return true;
            }
        }
        return false;
    }

    private void object(Map<?, ?> members, int depth) {
        json.append('{');
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (isFull()) {
                quote(name(LEFT_OUT), LEFT_OUT);
                break;
            }
            name(member.getKey() == null ? "null" : text(member.getKey()));
            value(member.getValue(), depth + 1);
        }
        json.append('}');
    }

    private void array(Collection<?> items, int depth) {
        json.append('[');
        for (Object item : items) {
            separate();
            if (isFull()) {
                quote(json, LEFT_OUT);
                break;
            }
            value(item, depth + 1);
        }
        json.append(']');
    }

    private boolean isFull() {
        return json.length() > LONGEST;
    }

    private static List<?> elements(Object array) {
        if (array instanceof Object[] items) {
            return Arrays.asList(items);
        }
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return Array.get(array, index);
            }

            @Override
            public int size() {
                return Array.getLength(array);
            }
        };
    }

    /** The value may be anybody's, and fail, also by holding itself. */
    private static String text(Object value) {
        try {
            String text = value.toString();
            return text == null ? "" : text;
        } catch (RuntimeException | StackOverflowError failure) {
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
