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
                if (secret.replacement() != null) {
                    if (masked == null) {
                        masked = new StringBuilder(length);
                    }
                    masked.append(text, copied, secret.start()).append(secret.replacement());
                    copied = secret.end();
                }
                i = Math.max(i + 1, secret.end());
            }
        }
        return masked == null ? text : masked.append(text, copied, length).toString();
    }

    private @Nullable Secret secretAt(String text, int i) {
        return switch (text.charAt(i)) {
            case '=', ':' -> afterName(text, i, i + 1);
            case '%' -> isEncodedEquals(text, i) ? afterName(text, i, i + 3) : null;
            case '>' -> ElementContent.find(text, i, names);
            case ';' -> ElementContent.findEscaped(text, i, names);
            case 'B', 'b' -> SecretShapes.scheme(text, i);
            case 'e' -> SecretShapes.jwt(text, i);
            case 'g' -> SecretShapes.apiKey(text, i);
            case '-' -> SecretShapes.privateKey(text, i);
            default -> null;
        };
    }

    private @Nullable Secret afterName(String text, int separator, int from) {
        if (text.startsWith("://", separator)) {
            return SecretShapes.urlPassword(text, separator + 3);
        }
        int end = NamedValue.nameEnd(text, separator);
        int start = end;
        while (start > 0 && end - start < SecretNames.MAX_LENGTH && SecretNames.isNamePart(text.charAt(start - 1))) {
            start--;
        }
        // What stands before an encoded "=" is encoded too: a name may follow "%26".
        if (from > separator + 1 && start > 0 && text.charAt(start - 1) == '%') {
            start = Math.min(end, start + 2);
        }
        if (start == end || !names.matches(text, start, end)) {
            return null;
        }
        return NamedValue.find(text, start, end, from, SecretNames.isWholeLine(text, start, end));
    }

    private static boolean isEncodedEquals(String text, int i) {
        return text.regionMatches(true, i, "%3D", 0, 3);
    }

    /** A stretch of text and what takes its place; one that nothing replaces is only passed over. */
    record Secret(int start, int end, @Nullable String replacement) {

        static Secret of(int start, int end) {
            return new Secret(start, end, MASK);
        }

        static Secret quoted(int start, int end, String quotes) {
            return new Secret(start, end, quotes.isEmpty() ? MASK : quotes + MASK + quotes);
        }

        static Secret pass(int end) {
            return new Secret(end, end, null);
        }
    }
}
