package dev.gatehouse.web;

/**
 * Makes text that a client chose safe to log: one line, printable ASCII, bounded (CWE-117). Anything else becomes
 * {@code '?'}, so that the reader sees that something stood there.
 */
public final class LogText {

    private LogText() {}

    /**
     * Returns the text as it may be logged.
     *
     * @param text what the client sent
     * @param maxLength the longest result in characters; a longer text ends in {@code "..."}
     * @return the same instance when nothing had to change
     */
    public static String safe(String text, int maxLength) {
        if (text.length() <= maxLength && isPrintable(text)) {
            return text;
        }
        boolean cut = text.length() > maxLength;
        int kept = cut ? Math.max(0, maxLength - 3) : text.length();
        StringBuilder safe = new StringBuilder(Math.min(maxLength, text.length()));
        for (int i = 0; i < kept; i++) {
            char c = text.charAt(i);
            safe.append(isPrintable(c) ? c : '?');
        }
        return cut ? safe.append("...").toString() : safe.toString();
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPrintable(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(char c) {
        return c >= 0x20 && c < 0x7f;
    }
}
