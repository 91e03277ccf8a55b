package dev.gatehouse.error;

import java.util.List;

/** Builds one flat JSON object (RFC 8259). Core has no JSON library, and an error must not depend on one. */
final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder json = new StringBuilder(512);

    JsonText begin() {
        separate();
        json.append('{');
        return this;
    }

    JsonText end() {
        json.append('}');
        return this;
    }

    JsonText beginArray(String name) {
        name(name).append('[');
        return this;
    }

    JsonText endArray() {
        json.append(']');
        return this;
    }

    JsonText member(String name, String value) {
        quote(name(name), value);
        return this;
    }

    JsonText member(String name, long value) {
        name(name).append(value);
        return this;
    }

    JsonText member(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    JsonText member(String name, List<String> values) {
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

    @Override
    public String toString() {
        return json.toString();
    }
}
