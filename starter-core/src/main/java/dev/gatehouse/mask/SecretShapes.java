package dev.gatehouse.mask;

import dev.gatehouse.mask.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** Secrets that are known by their own look, whatever stands before them. */
final class SecretShapes {

    private static final int MIN_BEARER = 16;
    private static final int MIN_BASIC = 4;
    private static final int MIN_API_KEY = 16;
    private static final int MAX_USER_INFO = 1024;
    private static final int ENCODED = 3;
    private static final String ORACLE = "jdbc:oracle:";
    private static final String GITHUB_PAT = "github_pat_";

    private SecretShapes() {}

    /** Credentials behind an authentication scheme (RFC 6750, RFC 7617). What is none may be a secret of another kind. */
    static @Nullable Secret scheme(String text, int i) {
        boolean bearer = text.regionMatches(true, i, "Bearer", 0, 6);
        if (!(bearer || text.regionMatches(true, i, "Basic", 0, 5)) || !isWordStart(text, i)) {
            return null;
        }
        int start = behindBlank(text, i + (bearer ? 6 : 5));
        if (start < 0) {
            return null;
        }
        int end = endOfToken(text, start);
        boolean secret = bearer ? end - start >= MIN_BEARER : isUserAndPassword(text, start, end);
        return secret ? Secret.of(start, end) : Secret.pass(start);
    }

    private static int behindBlank(String text, int i) {
        if (text.startsWith(" ", i)) {
            return i + 1;
        }
        return text.startsWith("%20", i) ? i + 3 : -1;
    }

    /** A full stop behind it belongs to the sentence. */
    private static int endOfToken(String text, int start) {
        int end = start;
        while (end < text.length() && isToken(text.charAt(end))) {
            end++;
        }
        while (end > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return end;
    }

    /** A compact JSON Web Token (RFC 7519): {@code eyJ}, then two or more dots. */
    static @Nullable Secret jwt(String text, int i) {
        if (!text.startsWith("eyJ", i) || !isWordStart(text, i)) {
            return null;
        }
        int end = i;
        int dots = 0;
        int first = -1;
        while (end < text.length() && (isBase64Url(text.charAt(end)) || text.charAt(end) == '.')) {
            if (text.charAt(end) == '.' && dots++ == 0) {
                first = end;
            }
            end++;
        }
        return dots >= 2 ? Secret.of(i, end) : Secret.pass(dots == 0 ? end : first);
    }

    /** {@code gh_} and the tokens of GitHub, which look alike: {@code ghp_}, {@code gho_}, {@code github_pat_} … */
    static @Nullable Secret apiKey(String text, int i) {
        int underscore = underscore(text, i);
        if (underscore < 0 || !isWordStart(text, i)) {
            return null;
        }
        int end = underscore + 1;
        while (end < text.length() && isBase64Url(text.charAt(end))) {
            end++;
        }
        return end - underscore > MIN_API_KEY ? Secret.of(underscore + 1, end) : Secret.pass(end);
    }

    private static int underscore(String text, int i) {
        if (!text.startsWith("gh", i)) {
            return text.startsWith(GITHUB_PAT, i) ? i + GITHUB_PAT.length() - 1 : -1;
        }
        int underscore = text.startsWith("_", i + 2) ? i + 2 : i + 3;
        return text.startsWith("_", underscore) ? underscore : -1;
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

    /** The password of a URL that is encoded to be part of another. */
    static @Nullable Secret encodedUrlPassword(String text, int start) {
        int colon = -1;
        int limit = Math.min(text.length(), start + MAX_USER_INFO);
        for (int i = start; i < limit && text.charAt(i) > ' ' && text.charAt(i) != '&'; i++) {
            if (text.charAt(i) != '%') {
                continue;
            }
            if (text.regionMatches(true, i, "%2F", 0, ENCODED)) {
                return null;
            }
            if (colon < 0 && text.regionMatches(true, i, "%3A", 0, ENCODED)) {
                colon = i + ENCODED;
            } else if (colon >= 0 && text.startsWith("%40", i)) {
                return NamedValue.secret(text, colon, i);
            }
        }
        return null;
    }

    /** Tells whether a colon is the last of what a URL of Oracle's driver begins with. */
    static boolean isOracle(String text, int colon) {
        char last = colon == 0 ? ' ' : text.charAt(colon - 1);
        if (last != 'n' && last != 'i') {
            return false;
        }
        return (text.startsWith("thin", colon - 4) && text.startsWith(ORACLE, colon - 4 - ORACLE.length()))
                || (text.startsWith("oci", colon - 3) && text.startsWith(ORACLE, colon - 3 - ORACLE.length()));
    }

    /** The password between a user and a host: {@code scott/tiger@db}. */
    static @Nullable Secret oraclePassword(String text, int start) {
        int slash = -1;
        int limit = Math.min(text.length(), start + MAX_USER_INFO);
        for (int i = start; i < limit && text.charAt(i) > ' '; i++) {
            if (text.charAt(i) == '/' && slash < 0) {
                slash = i;
            } else if (text.charAt(i) == '@') {
                return slash < 0 ? null : NamedValue.secret(text, slash + 1, i);
            }
        }
        return null;
    }

    /** A private key in PEM (RFC 7468). */
    static @Nullable Secret privateKey(String text, int i) {
        return PrivateKeyText.find(text, i);
    }

    /** Decodes as it goes, in both alphabets: most words behind "basic" are words. */
    private static boolean isUserAndPassword(String text, int start, int end) {
        int bits = 0;
        boolean colon = false;
        int i = start;
        for (; i < end && isBase64(text.charAt(i)); i++) {
            bits = bits << 6 | sextet(text.charAt(i));
            int position = (i - start) % 4;
            colon |= position > 0 && (bits >> (6 - 2 * position) & 0xff) == ':';
        }
        return colon && i - start >= MIN_BASIC && (i - start) % 4 != 1;
    }

    private static int sextet(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : 63;
    }

    private static boolean isWordStart(String text, int i) {
        return i == 0 || !isBase64Url(text.charAt(i - 1)) || Escapes.endsAt(text, i);
    }

    private static boolean isBase64Url(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** Both alphabets (RFC 4648, 4 and 5), without padding. */
    static boolean isBase64(char c) {
        return isBase64Url(c) || c == '+' || c == '/';
    }

    /** A token68 (RFC 9110, 11.2). */
    private static boolean isToken(char c) {
        return isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    }
}
