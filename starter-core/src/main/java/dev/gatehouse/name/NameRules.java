package dev.gatehouse.name;

import dev.gatehouse.error.InvalidValueException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.jspecify.annotations.Nullable;

/**
 * What makes a name safe on every system (OWASP ASVS 5.0, 5.3.2; Microsoft, "Naming Files, Paths, and Namespaces"; POSIX
 * NAME_MAX). The text must be decoded already, once. It is judged in its NFC form, which is the one to store. Immutable,
 * thread-safe; takes time in proportion to the length of an allowed name however long the text is.
 *
 * @param maxBytes the longest name in bytes of UTF-8, 1 to 255
 * @param leadingDot whether names may start with a dot
 */
public record NameRules(int maxBytes, boolean leadingDot) {

    private static final NameRules DEFAULTS = new NameRules(255, false);

    /** A canonical composition is never shorter than a third of what it was made of. */
    private static final int MAX_SHRINKING = 4;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if the longest name is not 1 to 255 bytes
     */
    public NameRules {
        if (maxBytes < 1 || maxBytes > 255) {
            throw new IllegalArgumentException(
                    "A name of at most " + maxBytes + " bytes is not possible. Use 1 to 255.");
        }
    }

    /**
     * Returns the defaults: 255 bytes, no dot in front.
     *
     * @return the defaults
     */
    public static NameRules defaults() {
        return DEFAULTS;
    }

    /**
     * Judges a text.
     *
     * @param text what a client sent, decoded
     * @return the first flaw found, or null if the text in its NFC form is a safe name
     */
    public @Nullable NameFlaw flawOf(String text) {
        return text.length() > MAX_SHRINKING * maxBytes
                ? NameFlaw.TOO_LONG
                : flawOfNormalized(text, Normalizer.normalize(text, Form.NFC));
    }

    /**
     * Reads a name.
     *
     * @param text what a client sent, decoded
     * @return the name, normalised
     * @throws InvalidValueException if it has a flaw; code and message are those of the flaw
     */
    public SafeName read(String text) {
        if (text.length() > MAX_SHRINKING * maxBytes) {
            throw invalid(NameFlaw.TOO_LONG);
        }
        String normalized = Normalizer.normalize(text, Form.NFC);
        NameFlaw flaw = flawOfNormalized(text, normalized);
        if (flaw != null) {
            throw invalid(flaw);
        }
        return new SafeName(normalized);
    }

    private static InvalidValueException invalid(NameFlaw flaw) {
        return new InvalidValueException(flaw.message(), flaw.code());
    }

    private @Nullable NameFlaw flawOfNormalized(String text, String name) {
        NameFlaw flaw = NameCharacters.flawIn(text);
        if (flaw == null) {
            flaw = NameCharacters.flawIn(name);
        }
        if (flaw != null) {
            return flaw;
        }
        if (isBlank(name)) {
            return NameFlaw.EMPTY;
        }
        if (name.equals(".") || name.equals("..")) {
            return NameFlaw.TRAVERSAL;
        }
        if (NameCharacters.utf8Length(name) > maxBytes) {
            return NameFlaw.TOO_LONG;
        }
        if (!leadingDot && name.charAt(0) == '.') {
            return NameFlaw.LEADING_DOT;
        }
        if (hasLooseEdge(name)) {
            return NameFlaw.EDGE;
        }
        return flawOfMeaning(name);
    }

    /** What the name means to a file system, now or once somebody has normalised it further. */
    private static @Nullable NameFlaw flawOfMeaning(String name) {
        String compatible = Normalizer.normalize(name, Form.NFKC);
        if (ReservedNames.contains(name) || ReservedNames.contains(compatible)) {
            return NameFlaw.RESERVED_NAME;
        }
        boolean points = compatible.equals(".") || compatible.equals("..");
        return points || compatible.indexOf('/') >= 0 || compatible.indexOf('\\') >= 0 ? NameFlaw.LOOK_ALIKE : null;
    }

    private static boolean isBlank(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!NameCharacters.isBlank(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLooseEdge(String name) {
        char last = name.charAt(name.length() - 1);
        return NameCharacters.isBlank(name.charAt(0)) || NameCharacters.isBlank(last) || last == '.';
    }
}
