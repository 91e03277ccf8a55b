package dev.gatehouse.mask;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets in text by {@code ***}: the value after the name of a secret
 * ({@code password=x}, {@code "token": "x"}, {@code Authorization: Basic x}), what follows {@code Bearer} or
 * {@code Basic}, JSON Web Tokens, passwords in URLs, API keys and private keys. Reads the text once, in time
 * proportional to its length, without regular expressions. Immutable, thread-safe.
 */
public final class SecretMask implements TextMask {

    static final String MASK = REPLACEMENT;

    private static final String ENCODED_SLASHES = "%2F%2F";

    /** By these ASCII characters {@link #secretAt} knows a secret: all others are passed over with one look. */
    private static final boolean[] MARKS = new boolean[128];

    static {
        for (char mark : "=:%\\>;Bbeg-".toCharArray()) {
            MARKS[mark] = true;
        }
    }

    private final SecretNames names;

    private SecretMask(SecretNames names) {
        this.names = names;
    }

    /**
     * Creates a mask that knows the usual names of secrets.
     *
     * @param further names of secrets beside those
     * @return the mask
     */
    public static SecretMask of(List<String> further) {
        return new SecretMask(new SecretNames(further));
    }

    /**
     * Tells whether a text can be the name of a secret.
     *
     * @param name any text
     * @return whether it is made of letters, digits and separators, and not too long
     */
    public static boolean isName(String name) {
        return SecretNames.isName(name);
    }

    /**
     * Tells whether this is the end of a secret's name whose beginning may stand elsewhere, as in <code>{"api":{"key":…}}</code>.
     *
     * @param name the name of a field
     * @return whether the whole name is worth a look
     */
    public boolean isEndOfSecret(String name) {
        return names.isEnd(name);
    }

    @Override
    public boolean isSecret(String name) {
        return names.matches(name) || subscripted(name, name.length(), true) >= 0;
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
            char c = text.charAt(i);
            Secret secret = c < MARKS.length && MARKS[c] ? secretAt(text, i, c) : null;
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

    private @Nullable Secret secretAt(String text, int i, char mark) {
        return switch (mark) {
            case '=', ':' -> afterName(text, i, i + 1);
            case '%' -> afterEncodedName(text, i);
            case '\\' ->
                Escapes.isEquals(text, i) ? afterName(text, i, i + 6) : ElementContent.findEncoded(text, i, names);
            case '>' -> ElementContent.find(text, i, names);
            case ';' -> ElementContent.findEscaped(text, i, names);
            case 'B', 'b' -> isFollowedBy(text, i, 'e', 'a') ? SecretShapes.scheme(text, i) : null;
            case 'e' -> isFollowedBy(text, i, 'y', 'y') ? SecretShapes.jwt(text, i) : null;
            case 'g' -> isFollowedBy(text, i, 'h', 'i') ? SecretShapes.apiKey(text, i) : null;
            case '-' -> isFollowedBy(text, i, '-', '-') ? SecretShapes.privateKey(text, i) : null;
            default -> null;
        };
    }

    /** Ids are full of the first letters of such secrets: most are told apart by the second, in either case. */
    private static boolean isFollowedBy(String text, int i, char one, char other) {
        char next = i + 1 < text.length() ? (char) (text.charAt(i + 1) | ' ') : ' ';
        return next == one || next == other;
    }

    private @Nullable Secret afterName(String text, int separator, int from) {
        char next = separator + 1 < text.length() ? text.charAt(separator + 1) : ' ';
        if (next == '/' && text.startsWith("://", separator)) {
            return SecretShapes.urlPassword(text, separator + 3);
        }
        if (next == '\\' && text.startsWith(":\\/\\/", separator)) {
            return SecretShapes.urlPassword(text, separator + 5);
        }
        if (SecretShapes.isOracle(text, separator)) {
            return SecretShapes.oraclePassword(text, from);
        }
        int end = NamedValue.nameEnd(text, separator);
        int start = nameStart(text, end);
        return start >= 0
                ? NamedValue.find(text, start, end, from, SecretNames.isWholeLine(text, start, end))
                : afterSubscript(text, end, separator, from);
    }

    private @Nullable Secret afterEncodedName(String text, int percent) {
        int behind = Escapes.behindSeparator(text, percent);
        if (behind < 0) {
            return null;
        }
        return text.regionMatches(true, behind, ENCODED_SLASHES, 0, ENCODED_SLASHES.length())
                ? SecretShapes.encodedUrlPassword(text, behind + ENCODED_SLASHES.length())
                : afterName(text, percent, behind);
    }

    /** Returns where the name of a secret begins that ends here, or -1. */
    private int nameStart(String text, int end) {
        int start = end;
        while (start > 0 && end - start < SecretNames.MAX_LENGTH && SecretNames.isNamePart(text.charAt(start - 1))) {
            start--;
        }
        if (start == end) {
            return -1;
        }
        if (names.matches(text, start, end)) {
            return start;
        }
        // The end of an escape looks like the start of the name.
        int behind = Escapes.behind(text, start);
        return behind > start && behind < end && names.matches(text, behind, end) ? behind : -1;
    }

    /** A word in brackets with a colon behind it is often no name at all. */
    private @Nullable Secret afterSubscript(String text, int end, int separator, int from) {
        boolean named = text.charAt(separator) != ':' || QuotedValue.quote(text, end) >= 0;
        int nameEnd = subscripted(text, end, named);
        if (nameEnd < 0) {
            return null;
        }
        int start = nameStart(text, nameEnd);
        return NamedValue.find(text, start, end, from, SecretNames.isWholeLine(text, start, nameEnd));
    }

    /** Returns where a name ends behind or in whose brackets we are, or -1. Either may be that of a secret. */
    private int subscripted(String text, int end, boolean named) {
        int outer = end;
        for (int depth = 0; depth < Subscript.MAX_DEPTH; depth++) {
            int bracket = Subscript.bracket(text, outer);
            int close = outer - bracket;
            int open = bracket == 0 ? -1 : Subscript.opening(text, close, bracket);
            if (open < 0 || !(named || Subscript.isIndex(text, open + bracket, close))) {
                return -1;
            }
            int keyEnd = QuotedValue.before(text, close);
            if (nameStart(text, keyEnd) > open) {
                return keyEnd;
            }
            if (nameStart(text, open) >= 0) {
                return open;
            }
            outer = open;
        }
        return -1;
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
