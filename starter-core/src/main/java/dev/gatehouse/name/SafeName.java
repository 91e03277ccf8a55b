package dev.gatehouse.name;

import dev.gatehouse.error.InvalidValueException;

/**
 * A name that a client chose for a file or a catalogue entry, safe by the default {@link NameRules} or by those that
 * made it: one name without separators, traversal, invisible or reserved parts, in Unicode's NFC form. A controller takes
 * it as path variable or parameter. Immutable, thread-safe; equal if the text is.
 */
public final class SafeName implements Comparable<SafeName> {

    private final String text;

    SafeName(String text) {
        this.text = text;
    }

    /**
     * Reads a name by the default rules.
     *
     * @param text what a client sent, decoded
     * @return the name, normalised
     * @throws InvalidValueException if it is not safe; says why, not what was sent
     */
    public static SafeName of(String text) {
        return NameRules.defaults().read(text);
    }

    /**
     * Returns the name.
     *
     * @return the normalised text, 1 to 255 bytes in UTF-8
     */
    public String text() {
        return text;
    }

    @Override
    public int compareTo(SafeName other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafeName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
