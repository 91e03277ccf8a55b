package dev.gatehouse.web;

/** The tokens of HTTP (RFC 9110, 5.6.2): what names of headers and methods consist of. */
public final class HttpToken {

    private static final String SIGNS = "!#$%&'*+-.^_`|~";

    private HttpToken() {}

    /**
     * Tells whether the text is a token.
     *
     * @param text any text
     * @return true if it is; false for the empty text
     */
    public static boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /**
     * Tells whether a part of the text is a token.
     *
     * @param text any text
     * @param from the first character
     * @param to the one behind the last
     * @return true if it is; false for the empty part
     */
    public static boolean matches(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return from < to;
    }
}
