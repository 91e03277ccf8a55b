package dev.gatehouse.autoconfigure.tomcat;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether a text consists of visible ASCII, blanks and tabs, so that its characters are its bytes and Tomcat would
 * write it as it is. Remembers what stood at each place of the last head: most headers are constants, and one answer on
 * a connection has them where the one before had them. Belongs to one response object.
 */
final class PlainTexts {

    private static final int PLACES = 64;

    private final @Nullable String[] known = new String[PLACES];

    @SuppressWarnings("ReferenceEquality")
    boolean contains(String text, int place) {
        if (place >= PLACES) {
            return isPlain(text);
        }
        if (known[place] == text) {
            return true;
        }
        if (!isPlain(text)) {
            return false;
        }
        known[place] = text;
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
