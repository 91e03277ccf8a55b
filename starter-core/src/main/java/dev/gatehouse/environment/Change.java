package dev.gatehouse.environment;

/**
 * One step of a remedy: what becomes of a property. Never holds the value of a secret.
 *
 * @param kind what to do
 * @param property the property
 * @param from the part of its value to replace; empty unless it is {@link Kind#REPLACE}
 * @param to the new value, the text to append or to put in place, or the new name; empty for {@link Kind#REMOVE}
 */
public record Change(Kind kind, String property, String from, String to) {

    /** Stands for a secret that is yet to be generated, e.g. by {@link SecretGenerator}. */
    public static final String NEW_SECRET = "<a new secret>";

    /** What becomes of a property. */
    public enum Kind {
        /** It gets a value. */
        SET,
        /** It goes away, wherever it is set. */
        REMOVE,
        /** Its value gets longer. */
        APPEND,
        /** Part of its value becomes another. */
        REPLACE,
        /** Its value moves to another name. */
        RENAME
    }

    /**
     * Gives a property a value.
     *
     * @param property its name
     * @param value the value; {@link #NEW_SECRET} for one that is yet to be made
     * @return the change
     */
    public static Change set(String property, String value) {
        return new Change(Kind.SET, property, "", value);
    }

    /**
     * Takes a property away.
     *
     * @param property its name
     * @return the change
     */
    public static Change remove(String property) {
        return new Change(Kind.REMOVE, property, "", "");
    }

    /**
     * Lengthens the value of a property.
     *
     * @param property its name
     * @param text what to append
     * @return the change
     */
    public static Change append(String property, String text) {
        return new Change(Kind.APPEND, property, "", text);
    }

    /**
     * Changes part of the value of a property.
     *
     * @param property its name
     * @param from the text to replace
     * @param to the text to put in its place
     * @return the change
     */
    public static Change replace(String property, String from, String to) {
        return new Change(Kind.REPLACE, property, from, to);
    }

    /**
     * Gives a property another name.
     *
     * @param property its name
     * @param newName the name to use
     * @return the change
     */
    public static Change rename(String property, String newName) {
        return new Change(Kind.RENAME, property, "", newName);
    }

    /** Tells the reader of a report what to do, in words: masking would take a value behind {@code =} out of the log. */
    @Override
    public String toString() {
        return switch (kind) {
            case SET -> "Set " + property + " to " + to;
            case REMOVE -> "Remove " + property;
            case APPEND -> "Append " + to + " to the value of " + property;
            case REPLACE -> "Write " + to + " instead of " + from + " in the value of " + property;
            case RENAME -> "Write " + to + " instead of " + property;
        };
    }
}
