package dev.gatehouse.upload;

import dev.gatehouse.name.SafeName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers with which an uploaded file is given out again, so that no browser shows or runs it as a page of this
 * service: an attachment under its safe name (RFC 6266, with RFC 8187 for names outside ASCII), of exactly the type that
 * was found, sandboxed if it is opened after all.
 */
public final class DownloadHeaders {

    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private DownloadHeaders() {}

    /**
     * Returns the headers.
     *
     * @param name the name to offer
     * @param mediaType the type that was found, {@link UploadVerdict#mediaType()}
     * @return {@code Content-Disposition}, {@code Content-Type}, {@code X-Content-Type-Options} and
     *     {@code Content-Security-Policy}
     */
    public static Map<String, String> of(SafeName name, String mediaType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Disposition", contentDisposition(name));
        headers.put("Content-Type", mediaType);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", "default-src 'none'; sandbox");
        return headers;
    }

    /**
     * Returns the disposition.
     *
     * @param name the name to offer
     * @return {@code attachment} with the name; a name outside ASCII twice, as RFC 6266, appendix D, advises
     */
    public static String contentDisposition(SafeName name) {
        String text = name.text();
        StringBuilder value = new StringBuilder("attachment; filename=\"");
        boolean plain = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean kept = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%';
            plain &= kept;
            if (!Character.isLowSurrogate(c)) {
                value.append(kept ? c : '_');
            }
        }
        value.append('"');
        return plain ? value.toString() : encode(text, value.append("; filename*=UTF-8''"));
    }

    private static String encode(String text, StringBuilder value) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isAlphanumeric(c) || ATTRIBUTE_CHARACTERS.indexOf(c) >= 0) {
                value.append(c);
            } else {
                value.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return value.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
