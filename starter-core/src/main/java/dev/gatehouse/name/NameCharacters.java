package dev.gatehouse.name;

import org.jspecify.annotations.Nullable;

/** What single characters do to a name. */
final class NameCharacters {

    private NameCharacters() {}

    static @Nullable NameFlaw flawIn(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            NameFlaw flaw = isEmojiStyle(text, i) ? null : flawOf(c);
            if (flaw != null) {
                return flaw;
            }
            i += Character.charCount(c);
        }
        return null;
    }

    /** The selector that makes an emoji of a symbol (UTS #51, 1.4.3); phones put it into names. */
    private static boolean isEmojiStyle(String text, int i) {
        if (i == 0 || text.charAt(i) != '\ufe0f') {
            return false;
        }
        int symbol = text.codePointBefore(i);
        int type = Character.getType(symbol);
        return (type == Character.OTHER_SYMBOL || type == Character.MATH_SYMBOL) && !isInvisible(symbol);
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
        if (isInvisible(c)) {
            return NameFlaw.FORMAT_CHARACTER;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                NameFlaw.CONTROL_CHARACTER;
            case Character.FORMAT -> NameFlaw.FORMAT_CHARACTER;
            case Character.SURROGATE -> NameFlaw.SURROGATE;
            case Character.UNASSIGNED -> NameFlaw.UNASSIGNED;
            default -> null;
        };
    }

    /**
     * What nobody sees although it is a letter, a mark or a symbol: Default_Ignorable_Code_Point of Unicode 14
     * (DerivedCoreProperties.txt) as far as it is not format (Cf) or unassigned, and the Braille pattern without dots.
     */
    private static boolean isInvisible(int c) {
        return switch (c) {
            case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180f, 0x2800, 0x3164, 0xffa0 -> true;
            default -> (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
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
