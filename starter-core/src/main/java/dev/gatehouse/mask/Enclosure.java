package dev.gatehouse.mask;

/** Knows what a name stands in: a path, quotes, brackets. There its value ends, too. */
final class Enclosure {

    /** What is further away is not looked at, so that a line takes time proportional to its length. */
    private static final int MAX_DISTANCE = 1024;

    private static final int MAX_PATH = 512;

    private static final int MAX_LEVEL = 15;
    private static final int CURLY = 1 << 16;
    private static final int SQUARE = 1 << 17;

    private Enclosure() {}

    /** Tells whether the word that the name is in is a path. Its author may be anybody who sends a request. */
    static boolean isPath(String text, int nameStart) {
        int i = nameStart;
        int limit = Math.max(0, nameStart - MAX_PATH);
        while (i > limit && text.charAt(i - 1) > ' ') {
            i--;
        }
        return i < nameStart && text.charAt(i) == '/';
    }

    /** Finds the end of a value that goes on to the end of its line, or of the quotes or brackets around name and value. */
    static int endOfLine(String text, int start) {
        int around = -1;
        int curly = 0;
        int square = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (NamedValue.isLineBreak(c)) {
                return i;
            }
            if (c == '{') {
                curly++;
            } else if (c == '[') {
                square++;
            } else if ((c == '}' && --curly < 0) || (c == ']' && --square < 0) || c == '"') {
                around = around < 0 ? of(text, start) : around;
                int backslashes = c == '"' ? QuotedValue.backslashesBefore(text, i) : 0;
                if ((around & bit(c, backslashes)) != 0) {
                    return i - backslashes;
                }
            }
        }
        return text.length();
    }

    /** Says by a bit each which quotes, told apart by their backslashes, and which brackets inside of them are open. */
    private static int of(String text, int index) {
        int open = 0;
        int curly = 0;
        int square = 0;
        int i = index - 1;
        int limit = Math.max(0, index - MAX_DISTANCE);
        for (; i >= limit && !NamedValue.isLineBreak(text.charAt(i)); i--) {
            char c = text.charAt(i);
            if (c == '"') {
                int backslashes = QuotedValue.backslashesBefore(text, i);
                open ^= bit(c, backslashes);
                i -= backslashes;
            } else if (c == '}') {
                curly++;
            } else if (c == ']') {
                square++;
            } else if ((c == '{' && --curly < 0) || (c == '[' && --square < 0)) {
                open |= isQuoted(open) ? 0 : bit(c, 0);
            }
        }
        return i < limit && limit > 0 ? 0 : open;
    }

    private static boolean isQuoted(int open) {
        return (open & (CURLY - 1)) != 0;
    }

    private static int bit(char c, int backslashes) {
        return switch (c) {
            case '{', '}' -> CURLY;
            case '[', ']' -> SQUARE;
            default -> 1 << Math.min(backslashes, MAX_LEVEL);
        };
    }
}
