package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.autoconfigure.logging.SecretMask.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Secrets that are known by their own look, whatever stands before them. */
final class SecretShapes {

    private static final int MIN_BEARER = 16;
    private static final int MIN_API_KEY = 16;
    private static final int MAX_USER_INFO = 1024;
    private static final String PEM_END = "-----END ";

    private SecretShapes() {}

    /** Credentials behind an authentication scheme (RFC 6750, RFC 7617). */
    static @Nullable Secret scheme(String text, int i) {
        if (!isWordStart(text, i)) {
            return null;
        }
        boolean bearer = text.regionMatches(true, i, "Bearer ", 0, 7);
        if (!bearer && !text.regionMatches(true, i, "Basic ", 0, 6)) {
            return null;
        }
        int start = i + (bearer ? 7 : 6);
        int end = start;
        while (end < text.length() && isToken(text.charAt(end))) {
            end++;
        }
        boolean secret = bearer ? end - start >= MIN_BEARER : isUserAndPassword(text.substring(start, end));
        return secret ? Secret.of(start, end) : Secret.pass(end);
    }

    /** A compact JSON Web Token (RFC 7519): {@code eyJ}, then two or more dots. */
    static @Nullable Secret jwt(String text, int i) {
        if (!text.startsWith("eyJ", i) || !isWordStart(text, i)) {
            return null;
        }
        int end = i;
        int dots = 0;
        while (end < text.length() && (isBase64Url(text.charAt(end)) || text.charAt(end) == '.')) {
            if (text.charAt(end) == '.') {
                dots++;
            }
            end++;
        }
        return dots >= 2 ? Secret.of(i, end) : Secret.pass(end);
    }

    /** {@code gh_} and the tokens of GitHub, which look alike: {@code ghp_}, {@code gho_}, {@code ghs_} … */
    static @Nullable Secret apiKey(String text, int i) {
        int underscore = text.startsWith("gh_", i) ? i + 2 : i + 3;
        if (!text.startsWith("gh", i)
                || underscore >= text.length()
                || text.charAt(underscore) != '_'
                || !isWordStart(text, i)) {
            return null;
        }
        int end = underscore + 1;
        while (end < text.length() && isBase64Url(text.charAt(end))) {
            end++;
        }
        return end - underscore > MIN_API_KEY ? Secret.of(underscore + 1, end) : Secret.pass(end);
    }

    /** The password of a URL (RFC 3986, 3.2.1). */
    static @Nullable Secret urlPassword(String text, int start) {
        int colon = -1;
        int at = -1;
        int limit = Math.min(text.length(), start + MAX_USER_INFO);
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '/' || c == '?' || c == '#' || c == '"' || c == '<') {
                break;
            }
            if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '@') {
                at = i;
            }
        }
        return colon >= 0 && at > colon + 1 ? Secret.of(colon + 1, at) : null;
    }

    /** A private key in PEM (RFC 7468). */
    static @Nullable Secret privateKey(String text, int i) {
        if (!text.startsWith("-----BEGIN ", i)) {
            return null;
        }
        int labelEnd = text.indexOf('-', i + 11);
        if (labelEnd < 0 || !text.startsWith("PRIVATE KEY-----", labelEnd - 11)) {
            return null;
        }
        int body = labelEnd + 5;
        int end = text.indexOf(PEM_END, body);
        return Secret.of(body, end < 0 ? text.length() : end);
    }

    private static boolean isUserAndPassword(String text) {
        if (text.length() < 4) {
            return false;
        }
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isWordStart(String text, int i) {
        return i == 0 || !isBase64Url(text.charAt(i - 1));
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** A token68 (RFC 9110, 11.2). */
    private static boolean isToken(char c) {
        return isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    }
}
