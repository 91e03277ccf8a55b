package dev.gatehouse.name;

import org.jspecify.annotations.Nullable;

/** What single characters do to a name. */
final class NameCharacters {

    private NameCharacters() {}

    static @Nullable NameFlaw flawIn(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            NameFlaw flaw = flawOf(c);
            if (flaw != null) {
                return flaw;
            }
            i += Character.charCount(c);
        }
        return null;
    }

    private static @Nullable NameFlaw flawOf(int c) {
        return c < 0x80 ? flawOfAscii(c) : flawOfOther(c);
    }

    private static @Nullable NameFlaw flawOfAscii(int c) {
        if (c < 0x20 || c == 0x7f) {
            return NameFlaw.CONTROL_CHARACTER;
        }
        return switch (c) {
            case '/', '\\' -> NameFlaw.SEPARATOR;
            case '<', '>', ':', '"', '|', '?', '*' -> NameFlaw.RESERVED_CHARACTER;
            default -> null;
        };
    }

    private static @Nullable NameFlaw flawOfOther(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                NameFlaw.CONTROL_CHARACTER;
            case Character.FORMAT -> NameFlaw.FORMAT_CHARACTER;
            case Character.SURROGATE -> NameFlaw.SURROGATE;
            case Character.UNASSIGNED -> NameFlaw.UNASSIGNED;
            default -> null;
        };
    }

    /** Blanks of any width; all of them lie in the basic plane. */
    static boolean isBlank(char c) {
        return c == ' ' || Character.isSpaceChar(c);
    }

    /** For text without lone surrogates. */
    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length += 1;
            } else {
                // Each half of a pair counts for half of its four bytes.
                length += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return length;
    }
}
