package dev.gatehouse.error;

/** The form of names that stand: {@code rate_limit_exceeded}. */
final class SnakeCase {

    private SnakeCase() {}

    static boolean matches(String text) {
        if (text.isEmpty() || text.length() > 64 || !isLower(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLower(c) && c != '_' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
