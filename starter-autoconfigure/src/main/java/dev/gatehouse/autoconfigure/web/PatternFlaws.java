package dev.gatehouse.autoconfigure.web;

/**
 * Refuses patterns that are written like the text of a URL. Paths are compared decoded, without parameters, scheme and host, so
 * that none of them would match, and a rule with such a pattern would protect nothing. What stands in braces is a name or a
 * regular expression, and means what it says.
 */
final class PatternFlaws {

    private static final char IN_BRACES = '\0';

    private PatternFlaws() {}

    /**
     * Checks a pattern that could be parsed.
     *
     * @throws IllegalArgumentException if no path matches it; the message names it and what to write
     */
    static void refuse(String pattern) {
        String plain = withoutBraces(pattern);
        int scheme = plain.indexOf("://");
        if (scheme >= 0 && plain.indexOf('/') > scheme) {
            throw flaw(pattern, "has a scheme and a host", pathBehind(pattern, plain, scheme + 3));
        }
        if (plain.indexOf(';') >= 0) {
            throw flaw(pattern, "has parameters, which paths are compared without", withoutParameters(pattern, plain));
        }
        if (hasEscape(plain)) {
            throw flaw(pattern, "is encoded, and paths are compared decoded", "/café/** for /caf%C3%A9/**");
        }
    }

    private static IllegalArgumentException flaw(String pattern, String what, String meant) {
        return new IllegalArgumentException("'" + pattern + "' " + what + ". Write " + meant + ".");
    }

    /** Keeps the places of the other characters. */
    private static String withoutBraces(String pattern) {
        StringBuilder plain = new StringBuilder(pattern);
        int depth = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean escapes = depth > 0 && c == '\\' && i + 1 < pattern.length();
            depth += c == '{' ? 1 : 0;
            if (depth > 0) {
                plain.setCharAt(i, IN_BRACES);
            }
            depth -= c == '}' ? 1 : 0;
            if (escapes) {
                i++;
                plain.setCharAt(i, IN_BRACES);
            }
        }
        return plain.toString();
    }

    private static String pathBehind(String pattern, String plain, int host) {
        int path = plain.indexOf('/', host);
        return path < 0 ? "/**" : pattern.substring(path);
    }

    private static String withoutParameters(String pattern, String plain) {
        StringBuilder kept = new StringBuilder();
        boolean inParameter = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = plain.charAt(i);
            inParameter = c == ';' || (inParameter && c != '/');
            if (!inParameter) {
                kept.append(pattern.charAt(i));
            }
        }
        return kept.toString();
    }

    private static boolean hasEscape(String plain) {
        for (int i = plain.indexOf('%'); i >= 0 && i + 2 < plain.length(); i = plain.indexOf('%', i + 1)) {
            if (isHex(plain.charAt(i + 1)) && isHex(plain.charAt(i + 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
