package dev.gatehouse.token.jwt;

/** Key ids, as short plain text: they stand in every token and in logs. */
final class KeyIds {

    private static final int MAX_LENGTH = 64;

    private KeyIds() {}

    static String require(String id) {
        if (!isOne(id)) {
            throw new IllegalArgumentException(
                    "That is not a key id. Write 1 to 64 letters, digits, '.', '_' and '-', e.g. 2026-03.");
        }
        return id;
    }

    private static boolean isOne(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_LENGTH
                && id.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '.'
                                || c == '_'
                                || c == '-');
    }
}
