package dev.gatehouse.upload;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name under which a file is kept: 128 random bits as 32 hexadecimal digits, without an extension, so that nobody
 * chooses, guesses or executes it. Immutable, thread-safe; equal if the text is.
 *
 * @param text 32 lower-case hexadecimal digits
 */
public record StoredName(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 32;

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits; does not say what it is
     */
    public StoredName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("The name of a stored file is 32 lower-case hexadecimal digits.");
        }
    }

    /**
     * Makes a new name.
     *
     * @return a name that nobody has seen before
     */
    public static StoredName random() {
        byte[] bits = new byte[LENGTH / 2];
        RANDOM.nextBytes(bits);
        return new StoredName(HexFormat.of().formatHex(bits));
    }

    /**
     * Reads a name, e.g. from a database or a path variable.
     *
     * @param text the name
     * @return the name
     * @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits
     */
    public static StoredName of(String text) {
        return new StoredName(text);
    }

    private static boolean isValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return text.length() == LENGTH;
    }

    @Override
    public String toString() {
        return text;
    }
}
