package dev.gatehouse.autoconfigure.tomcat;

/**
 * Tells whether a text consists of visible ASCII, blanks and tabs, so that its characters are its bytes and Tomcat would
 * write it as it is. Remembers texts it has looked at: most headers are constants. Thread-safe without locks, since a
 * lost entry only costs another look.
 */
final class PlainTexts {

    private static final int SIZE = 1024;

    private final String[] known = new String[SIZE];

    @SuppressWarnings("ReferenceEquality")
    boolean contains(String text) {
        int slot = text.hashCode() & (SIZE - 1);
        if (known[slot] == text) {
            return true;
        }
        if (!isPlain(text)) {
            return false;
        }
        known[slot] = text;
        return true;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }
}
