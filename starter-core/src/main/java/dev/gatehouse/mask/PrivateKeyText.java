package dev.gatehouse.mask;

import dev.gatehouse.mask.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** A private key in PEM (RFC 7468), on several lines or on one. */
final class PrivateKeyText {

    private static final String BEGIN = "-----BEGIN ";
    private static final String LABEL = "PRIVATE KEY-----";
    private static final String END = "-----END ";
    private static final int MAX_LABEL = 64;

    private PrivateKeyText() {}

    static @Nullable Secret find(String text, int i) {
        if (!text.startsWith(BEGIN, i)) {
            return null;
        }
        int label = i + BEGIN.length();
        int labelEnd = text.indexOf('-', label);
        if (labelEnd < 0 || labelEnd - label > MAX_LABEL || !text.startsWith(LABEL, labelEnd - LABEL.length() + 5)) {
            return null;
        }
        int body = labelEnd + 5;
        int end = end(text, body);
        return end == body ? Secret.pass(end) : Secret.of(body, end);
    }

    /** Goes on as long as lines look like those of a key: without its end, a key is not all that follows. */
    private static int end(String text, int body) {
        int known = body;
        int i = body;
        while (true) {
            int lineEnd = endOfLine(text, i);
            boolean ofKey = isLineOfKey(text, i, lineEnd);
            if (i > body && !ofKey) {
                return known;
            }
            if (lineEnd > i) {
                known = lineEnd;
            }
            if (text.startsWith(END, lineEnd)) {
                return lineEnd;
            }
            if (!ofKey || lineEnd == text.length() || !NamedValue.isLineBreak(text.charAt(lineEnd))) {
                return known;
            }
            i = lineEnd + 1;
        }
    }

    private static int endOfLine(String text, int from) {
        int i = from;
        while (i < text.length() && !endsLine(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean endsLine(String text, int i) {
        return switch (text.charAt(i)) {
            case '\r', '\n', '"', '\'', '<' -> true;
            case '-' -> text.startsWith(END, i);
            default -> false;
        };
    }

    /** Base64, maybe indented, with line breaks that are written as such; or a header of an encrypted key (RFC 1421). */
    private static boolean isLineOfKey(String text, int start, int end) {
        if (text.startsWith("Proc-Type:", start) || text.startsWith("DEK-Info:", start)) {
            return true;
        }
        int i = start;
        while (i < end && text.charAt(i) <= ' ') {
            i++;
        }
        int last = end;
        while (last > i && text.charAt(last - 1) <= ' ') {
            last--;
        }
        for (; i < last; i++) {
            char c = text.charAt(i);
            if (!SecretShapes.isBase64(c) && c != '=' && c != '\\') {
                return false;
            }
        }
        return true;
    }
}
