package dev.gatehouse.autoconfigure.logging;

import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets in text by {@code ***}: the value after a {@linkplain SecretNames secret name}
 * ({@code password=x}, {@code "token": "x"}, {@code Authorization: Basic x}), what follows {@code Bearer} or
 * {@code Basic}, JSON Web Tokens, passwords in URLs, API keys and private keys. Reads the text once, in time
 * proportional to its length, without regular expressions. Immutable, thread-safe.
 */
final class SecretMask implements TextMask {

    static final String MASK = REPLACEMENT;

    private final SecretNames names;

    SecretMask(SecretNames names) {
        this.names = names;
    }

    SecretNames names() {
        return names;
    }

    @Override
    public boolean isSecret(String name) {
        return names.matches(name);
    }

    @Override
    public String mask(String name, String value) {
        return isSecret(name) ? REPLACEMENT : mask(UrlQuery.withoutValues(name, value));
    }

    @Override
    public String mask(String text) {
        StringBuilder masked = null;
        int copied = 0;
        int i = 0;
        int length = text.length();
        while (i < length) {
            Secret secret = secretAt(text, i);
            if (secret == null) {
                i++;
            } else {
                if (secret.masked()) {
                    if (masked == null) {
                        masked = new StringBuilder(length);
                    }
                    masked.append(text, copied, secret.start()).append(MASK);
                    copied = secret.end();
                }
                i = Math.max(i + 1, secret.end());
            }
        }
        return masked == null ? text : masked.append(text, copied, length).toString();
    }

    private @Nullable Secret secretAt(String text, int i) {
        return switch (text.charAt(i)) {
            case '=', ':', '>' -> afterName(text, i);
            case 'B', 'b' -> SecretShapes.scheme(text, i);
            case 'e' -> SecretShapes.jwt(text, i);
            case 'g' -> SecretShapes.apiKey(text, i);
            case '-' -> SecretShapes.privateKey(text, i);
            default -> null;
        };
    }

    private @Nullable Secret afterName(String text, int separator) {
        if (text.startsWith("://", separator)) {
            return SecretShapes.urlPassword(text, separator + 3);
        }
        int end = NamedValue.nameEnd(text, separator);
        int start = end;
        while (start > 0 && end - start < SecretNames.MAX_LENGTH && SecretNames.isNamePart(text.charAt(start - 1))) {
            start--;
        }
        boolean isElement = start > 0 && text.charAt(start - 1) == '<';
        if (start == end || (text.charAt(separator) == '>' && !isElement) || !names.matches(text, start, end)) {
            return null;
        }
        return NamedValue.find(text, separator + 1, SecretNames.isWholeLine(text, start, end));
    }

    /** A stretch of text; one that is not masked is only passed over. */
    record Secret(int start, int end, boolean masked) {

        static Secret of(int start, int end) {
            return new Secret(start, end, true);
        }

        static Secret pass(int end) {
            return new Secret(end, end, false);
        }
    }
}
