package dev.gatehouse.error;

import java.util.List;

/**
 * Builds JSON (RFC 8259) of objects and arrays. Core has no JSON library, and an error or a report must not depend on one.
 * The caller closes what it opens; not thread-safe.
 */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder json = new StringBuilder(512);

    /** Starts with nothing. */
    public JsonText() {}

    /**
     * Opens an object.
     *
     * @return this
     */
    public JsonText begin() {
        separate();
        json.append('{');
        return this;
    }

    /**
     * Closes an object.
     *
     * @return this
     */
    public JsonText end() {
        json.append('}');
        return this;
    }

    /**
     * Opens an array in the current object.
     *
     * @param name its name
     * @return this
     */
    public JsonText beginArray(String name) {
        name(name).append('[');
        return this;
    }

    /**
     * Closes an array.
     *
     * @return this
     */
    public JsonText endArray() {
        json.append(']');
        return this;
    }

    /**
     * Adds a text.
     *
     * @param name its name
     * @param value any text; it is escaped
     * @return this
     */
    public JsonText member(String name, String value) {
        quote(name(name), value);
        return this;
    }

    /**
     * Adds a number.
     *
     * @param name its name
     * @param value the number
     * @return this
     */
    public JsonText member(String name, long value) {
        name(name).append(value);
        return this;
    }

    /**
     * Adds a truth value.
     *
     * @param name its name
     * @param value the value
     * @return this
     */
    public JsonText member(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /**
     * Adds an array of texts.
     *
     * @param name its name
     * @param values the texts
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

    /** Gives what was built. */
    @Override
    public String toString() {
        return json.toString();
    }
}
